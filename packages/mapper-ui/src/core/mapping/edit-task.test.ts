import { applyEdits, edit, project } from '@postmap/engine';
import { expect, test } from 'vitest';
import { listCommands } from './list-commands.ts';
import { listMappingLines } from './list-mapping-lines.ts';
import { readSortTerms, writeSortTerms } from './sort-terms.ts';
import { readStatic, writeStaticText } from './static-value.ts';

const OPEN = new Map([
  ['/k', true],
  ['/t', true],
]);

/** Does to a line what a key of it does, with what is typed then. */
function press(source: string, lineId: string, key: string, typed?: string): string {
  const line = listMappingLines(project(source), { toggled: OPEN, focus: undefined }).find(({ id }) => id === lineId);
  if (line === undefined) throw new Error(`no line ${lineId}`);
  const run = listCommands(line, source).find((command) => command.key === key || command.label === key)?.run;
  const action =
    run?.kind === 'act' ? run.action : run?.kind === 'type' ? run.task.toAction(typed ?? run.task.initial) : undefined;
  if (action === undefined) return source;
  const done = edit(source, action);
  if (done.reason !== undefined) throw new Error(done.reason);
  return applyEdits(source, done.edits);
}

const LOOP = '{ "i": [l[a > 1]^(>b).{ "x": y }] }';
test.each([
  ['{ "a": 1 }', '/a', 'Enter', 'order.id', '{ "a": order.id }'],
  ['{ "a": 1 }', '/a', 'Enter', '', '{ "a": null }'],
  ['{ "a": 1 }', '/a', 's', 'hi', '{ "a": "hi" }'],
  ['{ "a": 1 }', '/a', 's', '2.5', '{ "a": 2.5 }'],
  ['{ "a": 1 }', '/a', 'F2', 'b c', '{ "b c": 1 }'],
  ['{ "a": 1, "b": 2 }', '/a', 'Delete', undefined, '{ "b": 2 }'],
  ['{ "a": 1, "b": 2 }', '/a', 'Alt+ArrowDown', undefined, '{ "b": 2, "a": 1 }'],
  ['{ "a": x }', '/a', 'c', 'y = 1', '{ "a": y = 1 ? x }'],
  ['{ "a": x }', '/a', 'Convert to a number', undefined, '{ "a": $number(x) }'],
  ['{ "a": true }', '/a', ' ', undefined, '{ "a": false }'],
  ['{ "k": x ? 1 : 2 }', '/k?0', 'F2', 'y', '{ "k": y ? 1 : 2 }'],
  ['{ "k": x ? 1 : 2 }', '/k?1', 'Enter', '3', '{ "k": x ? 1 : 3 }'],
  ['{ "k": x ? 1 }', '/k', 'o', '2', '{ "k": x ? 1 : 2 }'],
  ['{ "a": x.y }', '/a', 'd', 'none yet', '{ "a": $default(x.y, "none yet") }'],
  ['{ "a": $date(x) }', '/a', 'd', 'null', '{ "a": $default($date(x), null) }'],
  ['{ "a": $default(x, 0) }', '/a', 'd', '1', '{ "a": $default(x, 0) }'],
  ['{ "t": $table(c, { "1": "x" }) }', '/t=0', 'Enter', 'y', '{ "t": $table(c, { "1": "y" }) }'],
  ['{ "t": $table(c, { "1": "x" }) }', '/t=0', 'F2', '2', '{ "t": $table(c, { "2": "x" }) }'],
  ['{ "t": $table(c, { "1": "x" }) }', '/t=otherwise', 'Enter', 'z', '{ "t": $table(c, { "1": "x" }, "z") }'],
  ['{ "t": $table(c, { "1": "x" }) }', '/t', 'l', 'd.e', '{ "t": $table(d.e, { "1": "x" }) }'],
  ['{ "a": null }', '/a', 'a', ' b ', '{ "a": { "b": null } }'],
  ['{ "a": { "x": 1 } }', '/a', 'a', 'b', '{ "a": { "x": 1, "b": null } }'],
  ['{ "a": null }', '/a', 'r', 'order.lines[qty > 1]', '{ "a": [order.lines[qty > 1].{}] }'],
  ['{ "a": order.lines }', '/a', 'r', undefined, '{ "a": [order.lines.{}] }'],
  ['{ "a": null }', '/a', 'r', '$append(x, y)', '{ "a": [($append(x, y)).{}] }'],
  ['{ "a": [l.{}] }', '/a', 'a', 'sku', '{ "a": [l.{ "sku": null }] }'],
  ['{ "a": order }', '/a', 'k', undefined, '{ "a": [order] }'],
  ['{ "a": [order] }', '/a', 'k', undefined, '{ "a": [order] }'],
  ['{ "a": [order] }', '/a', 'u', undefined, '{ "a": order }'],
  ['{ "a": { "b": 1 } }', '/a', 'A list with this in it', undefined, '{ "a": [{ "b": 1 }] }'],
  ['{ "a": [{ "b": 1 }] }', '/a', 'Without the list', undefined, '{ "a": { "b": 1 } }'],
  ['{ "a": [1, 2] }', '/a', 'Without the list', undefined, '{ "a": [1, 2] }'],
  ['{ "a": $sum(x) }', '/a', 'k', undefined, '{ "a": [$sum(x)] }'],
  ['{ "a": l{ k: v } }', '/a', 'k', undefined, '{ "a": [l{ k: v }] }'],
  ['{ "a": [l{ k: v }] }', '/a', 'u', undefined, '{ "a": l{ k: v } }'],
  ['{ "a": l{ k: v } }', '/a', 'u', undefined, '{ "a": l.v }'],
  [LOOP, '/i', 'k', undefined, '{ "i": l[a > 1]^(>b).{ "x": y } }'],
  [LOOP, '/i', 'Enter', 'm', '{ "i": [m[a > 1]^(>b).{ "x": y }] }'],
  [LOOP, '/i', 'w', 'a > 2', '{ "i": [l[a > 2]^(>b).{ "x": y }] }'],
  [LOOP, '/i', 'w', '', '{ "i": [l^(>b).{ "x": y }] }'],
  [LOOP, '/i', 't', 'b, c desc', '{ "i": [l[a > 1]^(b, >c).{ "x": y }] }'],
  [LOOP, '/i', 't', undefined, LOOP],
])('%s: %s %s %s makes %s', (source, line, key, typed, expected) => {
  expect(press(source, line, key, typed)).toBe(expected);
});

test('what is typed is completed within the text around it', () => {
  const source = '{ "i": [l.{ "x": y }] }';
  const line = listMappingLines(project(source), { toggled: OPEN, focus: undefined })[0];
  const run = line === undefined ? undefined : listCommands(line, source).find(({ key }) => key === 'w')?.run;
  expect(run?.kind === 'type' && run.task.frame).toEqual({ before: '{ "i": [l[', after: '].{ "x": y }] }' });
});

test.each([
  ['a', 'a', 'a'],
  ['12', 12, '12'],
  ['-1.5e3', -1500, '-1500'],
  ['true', true, 'true'],
  ['null', null, 'null'],
  ['"12"', '12', '"12"'],
  ['007', '007', '007'],
  ['"open', '"open', '"open'],
  ['', '', ''],
])('the typed %s is %j, shown as %s', (typed, value, shown) => {
  expect(readStatic(typed)).toBe(value);
  expect(writeStaticText(value)).toBe(shown);
});

test('an order is typed as terms', () => {
  const terms = [
    { text: 'price', descending: true },
    { text: '$f(a, "x,y")', descending: false },
  ];
  expect(readSortTerms('price DESC, $f(a, "x,y") asc,')).toEqual(terms);
  expect(readSortTerms(writeSortTerms(terms))).toEqual(terms);
  expect(readSortTerms(' ')).toEqual([]);
});
