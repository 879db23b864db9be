import { applyEdits, edit, inferShape, project } from '@postmap/engine';
import { expect, test } from 'vitest';
import { listCommands } from './list-commands.ts';
import { listMappingLines } from './list-mapping-lines.ts';
import { findMoved, placeMove, planMove } from './plan-move.ts';

const SOURCE = `{
  "id": order.id,
  "service": { "level": order.level, "id": 1 },
  "lines": [order.items.{ "sku": sku, "n": $count(%.items) }],
  "none": null,
  "list": [1, 2, 3],
  "kind": a ? { "x": 1 } : 2,
  "last": order.last
}`;
const shape = inferShape([{ order: { id: 1, level: 'a', items: [{ sku: 'b' }], last: 2 }, a: true }]);
const HEIGHT = 34;
const [TOP, UPPER, MIDDLE, LOWER, BOTTOM] = [2, 12, 17, 20, 32];

/** What happens to a row that is let go over a line, and where it is then. */
function move(row: string, over: string | undefined, y: number): { words: string | undefined; after?: string[] } {
  const projection = project(SOURCE, shape);
  const toggled = new Map(['/service', '/list', '/kind', '/lines'].map((id) => [id, true]));
  const lines = listMappingLines(projection, { toggled, focus: undefined });
  const line = lines.find(({ id }) => id === over);
  if (over !== undefined && line === undefined) throw new Error(`no line ${over}`);
  const moved = projection.rows.find(({ id }) => id === row)!;
  const place = placeMove(projection, moved, line, y, HEIGHT);
  if (place === undefined) return { words: undefined };
  const { words, action, said } = planMove(SOURCE, projection, shape, moved, place);
  if (action === undefined) return { words };
  const after = project(applyEdits(SOURCE, edit(SOURCE, action, { shape }).edits), shape);
  const now = findMoved(projection.rows, action, after.rows)!;
  expect(said).toBe(words.replace(/^Move (item \d|\S+)/, '$1 moved'));
  expect(now.name).toBe(moved.name);
  const siblings = after.rows.filter(({ holder, slot }) => holder === now.holder && slot === now.slot);
  return { words, after: siblings.map(({ id }) => (id === now.id ? `>${id}` : id)) };
}

const ROOT = ['/id', '/service', '/lines', '/none', '/list', '/kind', '/last'];
const without = (name: string): string[] => ROOT.filter((id) => id !== name);

test.each([
  ['/last', '/service', MIDDLE, 'Move last into service', ['/service/level', '/service/id', '>/service/last']],
  ['/last', '/service', TOP, 'Move last before service', ['/id', '>/last', ...without('/id').slice(0, -1)]],
  ['/last', '/service', BOTTOM, 'Move last into service', ['/service/level', '/service/id', '>/service/last']],
  ['/last', '/service/level', LOWER, 'Move last after level', ['/service/level', '>/service/last', '/service/id']],
  ['/last', '/service+field', MIDDLE, 'Move last into service', ['/service/level', '/service/id', '>/service/last']],
  ['/last', '/lines', MIDDLE, 'Move last into lines', ['/lines/sku', '/lines/n', '>/lines/last']],
  ['/last', '/none', MIDDLE, 'Move last into none', ['>/none/last']],
  [
    '/last',
    '/none',
    UPPER - 3,
    'Move last before none',
    ['/id', '/service', '/lines', '>/last', '/none', '/list', '/kind'],
  ],
  ['/last', '/kind?0', MIDDLE, 'Move last into kind', ['/kind?0/x', '>/kind?0/last']],
  ['/last', '/kind', LOWER, 'Move last before kind', [...without('/kind').slice(0, -1), '>/last', '/kind']],
  ['/id', '/last', LOWER, 'Move id after last', [...without('/id'), '>/id']],
  ['/id', undefined, 0, 'Move id to the end', [...without('/id'), '>/id']],
  ['/service/level', '/id', UPPER, 'Move level before id', ['>/level', ...ROOT]],
  ['/list[0]', '/list[2]', LOWER, 'Move item 1 after item 3', ['/list[0]', '/list[1]', '>/list[2]']],
])('%s over %s at %i: %s', (row, over, y, words, after) => {
  expect(move(row, over, y)).toEqual({ words, after });
});

test.each([
  ['/id', '/service', MIDDLE, 'Cannot move id into service: there is a field "id" already'],
  ['/lines/n', '/service', MIDDLE, 'Cannot move n into service: what it reads cannot be told: edit it as text'],
  ['/service', '/service/level', UPPER, 'Cannot move service before level: a row cannot be moved into itself'],
  ['/id', '/service', TOP, 'It stays where it is'],
  ['/last', undefined, 0, 'It stays where it is'],
  ['/id', '/id', MIDDLE, undefined],
  ['/id', '/list[0]', MIDDLE, undefined],
  ['/list[0]', '/id', MIDDLE, undefined],
  ['/list[0]', '/service', MIDDLE, undefined],
])('%s over %s at %i does nothing: %s', (row, over, y, words) => {
  expect(move(row, over, y)).toEqual({ words });
});

/** What a key does to a row, and which row has its place then. */
function press(id: string, key: string): string | undefined {
  const projection = project(SOURCE, shape);
  const toggled = new Map(['/service', '/kind', '/lines'].map((row) => [row, true]));
  const line = listMappingLines(projection, { toggled, focus: undefined }).find((one) => one.id === id)!;
  const run = listCommands(line, SOURCE, undefined, projection.rows).find((one) => one.key === key)?.run;
  if (run?.kind !== 'act' || run.action.type !== 'move') return undefined;
  const { edits, reason } = edit(SOURCE, run.action, { shape });
  const after = project(applyEdits(SOURCE, edits), shape).rows;
  return reason ?? `${run.said}: ${findMoved(projection.rows, run.action, after)?.id}`;
}

test.each([
  ['/last', 'Alt+ArrowRight', 'last moved into lines: /lines/last'],
  ['/lines', 'Alt+ArrowRight', 'lines moved into service: /service/lines'],
  ['/service/id', 'Alt+ArrowLeft', 'there is a field "id" already'],
  ['/service/level', 'Alt+ArrowLeft', 'level moved out of service: /level'],
  ['/kind?0/x', 'Alt+ArrowLeft', 'x moved out of kind: /x'],
  ['/id', 'Alt+ArrowRight', undefined],
  ['/service', 'Alt+ArrowRight', undefined],
  ['/last', 'Alt+ArrowLeft', undefined],
  ['/kind?0', 'Alt+ArrowLeft', undefined],
])('%s %s: %s', (id, key, expected) => {
  expect(press(id, key)).toBe(expected);
});
