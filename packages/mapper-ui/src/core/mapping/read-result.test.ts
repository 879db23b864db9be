import { compile, project } from '@postmap/engine';
import { expect, test } from 'vitest';
import { isRecord } from '../mapper/field-tree.ts';
import { countItems, NOTHING_HELD, readResult } from './read-result.ts';
import { writeHeldSource } from './write-held-source.ts';

function read(source: string, output: unknown, id: string, chosen: [string, number][] = [], held = NOTHING_HELD) {
  const rows = new Map(project(source).rows.map((row) => [row.id, row]));
  const row = rows.get(id);
  if (row === undefined) throw new Error(`no row ${id} among ${[...rows.keys()].join(' ')}`);
  return readResult(row, { rows, output, chosen: new Map(chosen), held });
}

const LOOPS = '{ "a/b": x, "items": [l.{ "sku": s, "subs": [m.{ "n": n }] }], "g": l{ k: { "n": n } } }';
const OUTPUT = {
  'a/b': 1,
  items: [
    { sku: 'A', subs: [{ n: 1 }, { n: 2 }] },
    { sku: 'B', subs: { n: 3 } },
  ],
  g: { one: { n: 4 }, two: { n: 5 } },
};

test.each([
  ['/a~1b', [], 1],
  ['/items/sku', [], 'A'],
  ['/items/sku', [['/items', 1]], 'B'],
  ['/items/sku', [['/items', 9]], 'B'],
  ['/items/subs/n', [['/items/subs', 1]], 2],
  ['/items/subs/n', [['/items', 1]], 3],
  ['/g/*/n', [], 4],
  ['/g/*/n', [['/g', 1]], 5],
] as [string, [string, number][], unknown][])('%s of the items %j gives %j', (id, chosen, expected) => {
  expect(read(LOOPS, OUTPUT, id, chosen)).toEqual(expected);
});

test.each([
  ['{ "l": [a, { "n": b }] }', { l: [1, { n: 2 }] }, '/l[0]', 1],
  ['{ "l": [a, { "n": b }] }', { l: [1, { n: 2 }] }, '/l[1]', { n: 2 }],
  ['{ "l": [a, { "n": b }] }', { l: [1, { n: 2 }] }, '/l[1]/n', 2],
  // `a` gave nothing, or many.
  ['{ "l": [a, b] }', { l: [1] }, '/l[1]', undefined],
  ['{ "l": [a, b] }', { l: [1, 2, 3] }, '/l[0]', undefined],
  ['{ "l": [$distinct(a)] }', { l: [1, 2, 3] }, '/l[0]', [1, 2, 3]],
  ['{ "l": [$distinct(a)] }', { l: [] }, '/l[0]', undefined],
])('in %s that gives %j, %s gives %j', (source, output, id, expected) => {
  expect(read(source, output, id)).toEqual(expected);
});

const PAYLOAD = {
  v: 'A',
  lines: [
    { sku: 'A', qty: 2, price: 3, tags: ['x', 'y'] },
    { sku: 'B', qty: 4, price: 5, tags: ['z'] },
  ],
};
async function render(source: string): Promise<unknown> {
  return (await compile({ language: 'jsonata', source, format: 'json' }).render(PAYLOAD)).value;
}

const IN_LINES = `{
  "items": [lines.(
    $net := price * qty;
    $both := { "sku": sku, "twice": ($two := 2; $two * qty) };
    { "net": $net, "tags": [tags.( $t := $uppercase($); { "t": $t } )] }
  )]
}`;

test.each([
  ['( $x := { "a": [lines.{ "n": sku }] }; { "b": $x } )', '$x/a/n', [['$x/a', 1]], 'B'],
  ['( $x := 1; { "a": $x } )', '$x', [], 1],
  [IN_LINES, '/items$net', [], 6],
  [IN_LINES, '/items$net', [['/items', 1]], 20],
  [IN_LINES, '/items$both', [['/items', 1]], { sku: 'B', twice: 8 }],
  [IN_LINES, '/items$both/sku', [['/items', 1]], 'B'],
  [IN_LINES, '/items/tags$t', [['/items/tags', 1]], 'Y'],
  [IN_LINES, '/items/tags$t', [['/items', 1]], 'Z'],
  ['( $k := 1; { "one": ( $k := $k + 1; { "k": $k } ) } )', '/one$k', [], 2],
  ['( $k := 1; { "one": ( $k := $k + 1; { "k": $k } ) } )', '$k', [], 1],
  ['{ "l": [1, ( $k := v; { "k": $k } )] }', '/l[1]$k', [], 'A'],
  ['{ "c": v = "A" ? ( $k := 2; { "k": $k } ) : { "k": 0 } }', '/c?0$k', [], 2],
  ['{ "c": v = "B" ? ( $k := 2; { "k": $k } ) : { "k": 0 } }', '/c?0$k', [], undefined],
  ['{ "g": lines{ sku: ( $s := $sum(qty); { "s": $s } ) } }', '/g/*$s', [['/g', 1]], 4],
  // Where a block gives no object there is no place to tell it.
  ['{ "b": ( $x := 2; $x ) }', '/b$x', [], undefined],
  // Nor of a function.
  ['( $f := function($a) { $a }; { "b": $f(1) } )', '$f', [], undefined],
] as [string, string, [string, number][], unknown][])(
  'the variable of %s, %s of the items %j holds %j',
  async (source, id, chosen, expected) => {
    const held = writeHeldSource(project(source), source);
    const values = held === undefined ? undefined : await render(held.source);
    const known = held !== undefined && isRecord(values) ? { values, blocks: held.blocks } : NOTHING_HELD;
    expect(read(source, await render(source), id, chosen, known)).toEqual(expected);
  },
);

test('what is not there, and variables that are not held, give nothing', () => {
  expect(read(LOOPS, {}, '/items/sku')).toBeUndefined();
  expect(read(LOOPS, undefined, '/items')).toBeUndefined();
  expect(read('( $x := 1; { "a": $x } )', { a: 1 }, '$x')).toBeUndefined();
  expect([undefined, [], [1, 2], { n: 1 }].map((value) => countItems(value))).toEqual([0, 0, 2, 1]);
  expect(countItems({ a: {}, b: {} }, true)).toBe(2);
});
