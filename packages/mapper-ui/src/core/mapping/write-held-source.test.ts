import { compile, project } from '@postmap/engine';
import { expect, test } from 'vitest';
import { writeHeldSource } from './write-held-source.ts';

const PAYLOAD = { order: { id: 7, lines: [{ sku: 'A' }, { sku: 'B' }] } };

async function readHeld(source: string): Promise<unknown> {
  const held = writeHeldSource(project(source), source);
  return held === undefined
    ? undefined
    : (await compile({ language: 'jsonata', source: held.source, format: 'json' }).render(PAYLOAD)).value;
}

test.each([
  ['{ "a": order.id }', undefined],
  ['( $o := order; $n := $o.id + 1; { "n": $n } )', { whole: { $o: PAYLOAD.order, $n: 8 } }],
  ['( $twice := function($x) { $x * 2 }; $n := $twice(order.id); $n )', { whole: { $n: 14 } }],
  ['( $a := 1; ( $b := $a + 1; { "b": $b } ) )', { whole: { $a: 1, $b: 2 } }],
  ['( $none := order.missing; { "n": $none } )', { whole: {} }],
  // Those of a part stand where its object is.
  ['{ "l": [order.lines.( $s := sku; { "s": $s } )] }', { 0: { l: [{ $s: 'A' }, { $s: 'B' }] } }],
  [
    '{ "o": order.( $i := id; { "n": 1, "l": [lines.( $s := sku; { "s": $s } )] } ) }',
    { 0: { o: { $i: 7 } }, 1: { o: { n: 1, l: [{ $s: 'A' }, { $s: 'B' }] } } },
  ],
  ['( $skus := [order.lines.{ "s": sku }]; $skus ) /* a comment */', { whole: { $skus: [{ s: 'A' }, { s: 'B' }] } }],
])('the variables of %s', async (source, expected) => {
  expect(await readHeld(source)).toEqual(expected);
});
