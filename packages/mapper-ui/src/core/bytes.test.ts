import { expect, it } from 'vitest';
import { formatBytes } from './bytes.ts';

it.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [1_229, '1.2 KB'],
  [1_048_576, '1.0 MB'],
])('%d → %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});
