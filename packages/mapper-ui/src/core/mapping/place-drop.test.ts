import { applyEdits, edit, planDrop, project } from '@postmap/engine';
import { expect, test } from 'vitest';
import { listMappingLines } from './list-mapping-lines.ts';
import { describePlan, placeDrop, settlePlan } from './place-drop.ts';

const SOURCE = '( $x := 1; {\n  "a": order.id,\n  "b": 2,\n  "lines": [order.items.{ "sku": sku }]\n} )';
const projection = project(SOURCE);
const lines = listMappingLines(projection, { toggled: new Map(), focus: undefined });
const line = (id: string) => lines.find((one) => one.id === id);

test.each([
  ['/b', 17, true, { kind: 'row', row: '/b', place: 'name' }],
  ['/b', 17, false, { kind: 'row', row: '/b', place: 'value' }],
  ['/b', 2, true, { kind: 'field', holder: '', index: 1, edge: 'top' }],
  ['/b', 32, true, { kind: 'field', holder: '', index: 2, edge: 'bottom' }],
  ['/lines', 32, true, { kind: 'row', row: '/lines', place: 'name' }],
  ['/lines+field', 17, true, { kind: 'field', holder: '/lines', index: undefined, edge: undefined }],
  ['none', 17, true, { kind: 'field', holder: null, index: undefined, edge: undefined }],
])('over %s at %i, on the name: %s', (id, y, onName, place) => {
  expect(placeDrop(projection, line(id), y, 34, onName)).toEqual(place);
});

test('a field goes where it was let go', () => {
  const [choice] = settlePlan(planDrop(SOURCE, '', '/order/total'), { index: 1 }).choices;
  const done = edit(SOURCE, choice!.action);
  expect(project(applyEdits(SOURCE, done.edits)).rows.map(({ id }) => id)).toEqual([
    '',
    '$x',
    '/a',
    '/total',
    '/b',
    '/lines',
    '/lines/sku',
  ]);
});

test('a field takes the name that was wanted', () => {
  const [choice] = settlePlan(planDrop('{}', '', '/order/total'), { name: 'sum' }).choices;
  expect(applyEdits('{}', edit('{}', choice!.action).edits)).toMatch(/"sum": order\.total/);
});

test('the pointer says what will happen, what is asked, or why nothing can be', () => {
  const [choice] = planDrop('{}', '', '/a').choices;
  expect(describePlan({ choices: [choice!], asks: false, reason: undefined })).toBe(choice!.label);
  expect(describePlan({ choices: [choice!, { ...choice!, label: 'Two' }], asks: true, reason: undefined })).toBe(
    'Asks what it becomes: 2 ways',
  );
  expect(describePlan({ choices: [], asks: false, reason: 'it is full' })).toBe('Cannot: it is full');
});
