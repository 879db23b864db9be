import { inferShape } from '@postmap/engine';
import { expect, test } from 'vitest';
import { findPresence } from './field-presence.ts';

const samples = inferShape([
  { order: { id: '1', note: 'late', lines: [{ sku: 'A' }, { sku: 'B', gift: true }] } },
  { order: { id: '2', lines: [] } },
  { order: { id: '3', lines: [{ sku: 'C' }] } },
]);

test.each([
  { keys: ['order'], expected: { present: 3, of: 3, examples: [] } },
  { keys: ['order', 'id'], expected: { present: 3, of: 3, examples: ['1', '2', '3'] } },
  { keys: ['order', 'note'], expected: { present: 1, of: 3, examples: ['late'] } },
  { keys: ['order', 'lines', 'sku'], expected: { present: 3, of: 3, examples: ['A', 'B', 'C'] } },
  { keys: ['order', 'lines', 'gift'], expected: { present: 1, of: 3, examples: [true] } },
  { keys: ['order', 'gone'], expected: undefined },
  { keys: ['gone', 'id'], expected: undefined },
])('$keys is known as $expected', ({ keys, expected }) => {
  expect(
    findPresence(
      samples,
      keys.map((key) => ({ key, many: false })),
    ),
  ).toEqual(expected);
});
