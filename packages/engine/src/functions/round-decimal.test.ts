import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundDecimal } from './round-decimal.ts';

const digits = (options: { minLength: number; maxLength: number }) =>
  fc.string({ unit: fc.constantFrom('0', '1', '4', '5', '6', '9'), ...options });

describe('amounts', () => {
  test('are rounded exactly, halves away from zero', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '-', '+'),
        digits({ minLength: 1, maxLength: 30 }),
        digits({ minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 4 }),
        (sign, whole, fraction, decimals) => {
          const scale = 10n ** BigInt(fraction.length);
          const twice = BigInt(whole + fraction) * 10n ** BigInt(decimals) * 2n;
          const units = (twice + scale) / (2n * scale);
          const expected = `${sign === '-' && units > 0n ? '-' : ''}${units}`;
          const rounded = roundDecimal(`${sign}${whole}.${fraction}`, decimals) ?? '';
          expect(rounded).toMatch(decimals === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${decimals}}$`));
          expect(rounded.replace('.', '').replace(/^(-?)0+(?=\d)/, '$1')).toBe(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each(['', '.', '-', '1,5', '1 000', '$5', '1e3', '0x10', 'NaN', '١'])('%j is none', (text) => {
    expect(roundDecimal(text, 2)).toBeUndefined();
  });
});
