import { project } from '@postmap/engine';
import type { Row } from '@postmap/engine';
import { expect, test } from 'vitest';
import { countItems, readResult } from './read-result.ts';

function read(source: string, output: unknown, id: string, chosen: [string, number][] = []): unknown {
  const { rows } = project(source);
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return readResult(
    output,
    row,
    rows.filter((one: Row) => one.kind === 'loop'),
    new Map(chosen),
  );
}

const LOOPS = '{ "a/b": x, "items": [l.{ "sku": s, "subs": [m.{ "n": n }] }] }';
const OUTPUT = {
  'a/b': 1,
  items: [
    { sku: 'A', subs: [{ n: 1 }, { n: 2 }] },
    { sku: 'B', subs: { n: 3 } },
  ],
};

test.each([
  ['/a~1b', [], 1],
  ['/items/sku', [], 'A'],
  ['/items/sku', [['/items', 1]], 'B'],
  ['/items/sku', [['/items', 9]], 'B'],
  ['/items/subs/n', [['/items/subs', 1]], 2],
  ['/items/subs/n', [['/items', 1]], 3],
] as [string, [string, number][], unknown][])('%s of the items %j gives %j', (id, chosen, expected) => {
  expect(read(LOOPS, OUTPUT, id, chosen)).toEqual(expected);
});

test('what the variables of the whole template hold is read from their values, those of its parts are not known', () => {
  const source = '( $x := { "a": [l.{ "n": n }] }; { "b": ( $x := 2; $x ) } )';
  const { rows } = project(source);
  const readHeld = (id: string): unknown => {
    const row = rows.find((one) => one.id === id);
    if (row === undefined) throw new Error(`no row ${id}`);
    const loops = rows.filter(({ kind }) => kind === 'loop');
    return readResult({ b: 2 }, row, loops, new Map([['$x/a', 1]]), { $x: { a: [{ n: 1 }, { n: 7 }] } });
  };
  expect(['$x/a/n', '/b', '/b$x'].map(readHeld)).toEqual([7, 2, undefined]);
});

test('what is not there, and variables, give nothing', () => {
  expect(read(LOOPS, {}, '/items/sku')).toBeUndefined();
  expect(read(LOOPS, undefined, '/items')).toBeUndefined();
  expect(read('( $x := 1; { "a": $x } )', { a: 1 }, '$x')).toBeUndefined();
  expect([undefined, [], [1, 2], { n: 1 }].map((value) => countItems(value))).toEqual([0, 0, 2, 1]);
  expect(countItems({ a: {}, b: {} }, true)).toBe(2);
});
