import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LinearRegex } from './linear-regex.ts';

describe('LinearRegex', () => {
  const patterns = [
    /a|b/g,
    /(a)?b/g,
    /^a/g,
    /b$/gm,
    /[a-c]+/gi,
    /(?:ab)+?/g,
    /(?<first>a)(b*)/g,
    /\d{1,2}/g,
    /\./g,
    /[^a]/g,
    /\u0061/g,
    /\bab\b/g,
  ];

  test('finds what RegExp finds, from any place', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'A', 'c', '1', '.', '\n', ' ', 'ab', 'é'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...patterns), text, fc.nat({ max: 5 }), (pattern, input, from) => {
        const native = new RegExp(pattern);
        const linear = new LinearRegex(pattern);
        native.lastIndex = from;
        linear.lastIndex = from;
        const expected = native.exec(input);
        const actual = linear.exec(input);
        expect(actual === null ? null : [...actual]).toEqual(expected === null ? null : [...expected]);
        expect(actual?.index).toBe(expected?.index);
        expect(linear.lastIndex).toBe(native.lastIndex);
      }),
      { numRuns: 500 },
    );
  });

  test('places are UTF-16 offsets', () => {
    const regex = new LinearRegex(/b(😀)?/g);
    expect(regex.exec('😀b😀')).toMatchObject({ index: 2, 0: 'b😀', 1: '😀' });
    expect(regex.lastIndex).toBe(5);
  });

  test.each([/a(?=b)/, /a(?!b)/, /(?<=a)b/, /(?<!a)b/, /(a)\1/, /(?<n>a)\k<n>/, /a{1,2000}/])(
    'refuses %s',
    (pattern) => {
      expect(() => new LinearRegex(pattern)).toThrow(/linear time|cannot be used/);
    },
  );

  test.each([/\\1/, /[(?=]/, /\(\?=/])('takes %s, which only looks like one of those', (pattern) => {
    expect(new LinearRegex(pattern).exec('')).toBeNull();
  });
});
