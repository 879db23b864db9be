import { expect, test } from 'vitest';
import { MAX_KEY_LENGTH, writeKey } from './write-key.ts';

test.each<[unknown, string | null]>([
  ['ann@example.com', 'ann@example.com'],
  [17, '17'],
  ['17', '17'],
  [0, '0'],
  [false, 'false'],
  [['a', 1], '["a",1]'],
  [undefined, null],
  [null, null],
  ['', null],
  [() => 1, null],
])('%j is the key %j', (value, key) => {
  expect(writeKey(value)).toBe(key);
});

test('a long key is as good as another, and short', () => {
  const [one, other] = ['a', 'b'].map((end) => writeKey('x'.repeat(MAX_KEY_LENGTH) + end));
  expect(one).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(one).not.toBe(other);
});
