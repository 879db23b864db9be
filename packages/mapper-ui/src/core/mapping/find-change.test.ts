import { applyEdits } from '@postmap/engine';
import { assert, constantFrom, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { findChange } from './find-change.ts';

test.each([
  ['abc', 'abc', []],
  ['{}', '{ "a": 1 }', [{ start: 1, end: 1, text: ' "a": 1 ' }]],
  ['aa', 'aaa', [{ start: 2, end: 2, text: 'a' }]],
  ['one two', 'one', [{ start: 3, end: 7, text: '' }]],
])('%j to %j', (before, after, edits) => {
  expect(findChange(before, after)).toEqual(edits);
});

test('the edit makes the one out of the other', () => {
  const text = string({ unit: constantFrom('a', 'b', '\n') });
  assert(
    property(text, text, (before, after) => {
      expect(applyEdits(before, findChange(before, after))).toBe(after);
    }),
  );
});
