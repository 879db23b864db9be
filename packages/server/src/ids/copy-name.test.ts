import { describe, expect, it } from 'vitest';
import { copyName } from './copy-name.ts';

describe('copyName', () => {
  it.each([
    ['Orders', [], 'Orders copy'],
    ['Orders', ['Orders', 'Orders copy'], 'Orders copy 2'],
    ['Orders copy', ['Orders copy'], 'Orders copy 2'],
    ['Orders copy 2', ['Orders copy 2'], 'Orders copy'],
    ['x'.repeat(120), [], `${'x'.repeat(115)} copy`],
  ])('names a copy of %s', (name, taken, expected) => {
    expect(copyName(name, taken)).toBe(expected);
  });
});
