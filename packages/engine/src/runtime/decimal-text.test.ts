import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalText } from './decimal-text.ts';

test.each([
  [0, '0'],
  [-0, '0'],
  [19.99, '19.99'],
  [0.1 + 0.2, '0.30000000000000004'],
  [1e21, '1000000000000000000000'],
  [-1.5e-7, '-0.00000015'],
  [123456789012345680000, '123456789012345680000'],
  [5e-324, `0.${'0'.repeat(323)}5`],
])('%s is %s', (value, text) => {
  expect(decimalText(value)).toBe(text);
});

test('reads back as the same number and has no exponent', () => {
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
      const text = decimalText(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(text)).toBe(value === 0 ? 0 : value);
    }),
    { numRuns: 1000 },
  );
});
