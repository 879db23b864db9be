import { project } from '@postmap/engine';
import { expect, test } from 'vitest';
import { findNeighbour } from './find-neighbour.ts';
import { findAdded, findRowAt, groupByRow, listHolders } from './find-row.ts';
import { listMappingLines } from './list-mapping-lines.ts';
import type { LinesView } from './list-mapping-lines.ts';
import { moveInRows } from '../mapper/move-in-rows.ts';

const SOURCE = `{
  "id": order.id,
  "kind": test ? "a" : "b",
  "place": $table(code, { "1": "x", "2": "y" }, "none"),
  "items": [order.lines.{ "sku": sku, "size": { "w": width } }]
}`;
const projection = project(SOURCE);

function list(view: Partial<LinesView> = {}): string[] {
  return listMappingLines(projection, { toggled: new Map(), focus: undefined, ...view }).map(
    ({ id, level, expandable, expanded }) =>
      `${'  '.repeat(level - 1)}${id}${expandable ? (expanded ? ' -' : ' +') : ''}`,
  );
}

test('objects and loops are open and end in a line to add a field; simple conditions and tables are closed', () => {
  expect(list()).toEqual([
    '/id',
    '/kind +',
    '/place +',
    '/items -',
    '  /items/sku',
    '  /items/size -',
    '    /items/size/w',
    '    /items/size+field',
    '  /items+field',
    '+field',
  ]);
});

test('what is opened shows its outcomes, or its entries; what is closed hides what it holds', () => {
  const toggled = new Map([
    ['/kind', true],
    ['/place', true],
    ['/items', false],
  ]);
  expect(list({ toggled })).toEqual([
    '/id',
    '/kind -',
    '  /kind?0',
    '  /kind?1',
    '/place -',
    '  /place=0',
    '  /place=1',
    '  /place+entry',
    '  /place=otherwise',
    '/items +',
    '+field',
  ]);
});

test('one row can be looked at alone, in the loops that it is in', () => {
  expect(list({ focus: '/items/size' })).toEqual(['/items/size -', '  /items/size/w', '  /items/size+field']);
  const [first] = listMappingLines(projection, { toggled: new Map(), focus: '/items/size' });
  expect(first?.loops).toEqual(['/items']);
  expect(list({ focus: '/gone' })).toEqual(list());
});

test.each([
  ['', ['+field']],
  ['order', ['']],
  ['order.lines.{ "a": b }', ['', '/a', '+field']],
  ['( $x := 1; { "a": $x } )', ['$x', '/a', '+field']],
])('a source %j that is no object has its lines too', (source, ids) => {
  const lines = listMappingLines(project(source), { toggled: new Map(), focus: undefined });
  expect(lines.map(({ id }) => id)).toEqual(ids);
});

test('lines are counted among those of their holder', () => {
  const lines = listMappingLines(projection, { toggled: new Map(), focus: undefined });
  const line = lines.find(({ id }) => id === '/items/size');
  expect(line).toMatchObject({ position: 2, siblings: 3, level: 2, loops: ['/items'] });
});

test('arrows move, open and close as in a treegrid', () => {
  const lines = listMappingLines(projection, { toggled: new Map(), focus: undefined });
  const at = (id: string): number => lines.findIndex((line) => line.id === id);
  expect(moveInRows(lines, at('/id'), 'ArrowDown')).toEqual({ kind: 'go', index: 1 });
  expect(moveInRows(lines, at('/id'), 'ArrowUp')).toEqual({ kind: 'go', index: 0 });
  expect(moveInRows(lines, at('/kind'), 'ArrowRight')).toEqual({ kind: 'toggle', open: true });
  expect(moveInRows(lines, at('/items'), 'ArrowLeft')).toEqual({ kind: 'toggle', open: false });
  expect(moveInRows(lines, at('/items/sku'), 'ArrowLeft')).toEqual({ kind: 'go', index: at('/items') });
  expect(moveInRows(lines, at('/id'), 'x')).toBeUndefined();
  expect(findNeighbour(lines, at('/items/size'))).toBe('/items+field');
  expect(findNeighbour(lines, at('/items'))).toBe('+field');
});

test('the caret is in the innermost row; problems belong to theirs', () => {
  expect(findRowAt(projection, SOURCE.indexOf('width'))?.id).toBe('/items/size/w');
  expect(findRowAt(projection, 0)).toBeUndefined();
  expect(listHolders(projection, '/items/size/w').map(({ id }) => id)).toEqual(['/items', '/items/size']);
  const at = SOURCE.indexOf('code');
  const found = groupByRow(projection, [{ span: { start: at, end: at + 4 }, text: 'unknown' }, { text: 'nowhere' }]);
  expect([...found]).toEqual([['/place', [{ span: { start: at, end: at + 4 }, text: 'unknown' }]]]);
});

test('a problem of a condition belongs to its row and to what it decides about', () => {
  const source = '{ "a": nowhere ? 1 : 2 }';
  const span = { start: source.indexOf('nowhere'), end: source.indexOf(' ?') };
  expect([...groupByRow(project(source), [{ span }]).keys()]).toEqual(['/a', '/a?0']);
});

test.each([
  ['', undefined, 'b', '/b'],
  ['', ['ship', 'to'], 'zip', '/ship/to/zip'],
  ['/a', undefined, 'c', '/a/c'],
])('what was added to %j in %j as %s is %s', (holder, holders, name, id) => {
  const rows = project('{ "a": { "c": 1 }, "b": null, "ship": { "to": { "zip": null } } }');
  const root = rows.rows.find(({ slot }) => slot === 'root')?.id ?? '';
  const added = findAdded(rows, {
    type: 'addRow',
    holder: holder === '' ? root : holder,
    name,
    ...(holders && { holders }),
  });
  expect(added?.id).toBe(id);
});
