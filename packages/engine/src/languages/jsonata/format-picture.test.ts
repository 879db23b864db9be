import * as fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, test } from 'vitest';
import { formatPicture } from './format-picture.ts';

const instant = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) });

describe('formatPicture', () => {
  test('writes what $fromMillis writes', async () => {
    const picture = '[Y0001]-[M01]-[D01] [H01]:[m01]:[s01].[f001] [FNn], [MNn,*-3] [D1o] [W] [h] [P]';
    const expression = jsonata(`$fromMillis(value, "${picture}")`);
    await fc.assert(
      fc.asyncProperty(instant, fc.integer({ min: -840, max: 840 }), async (value, offset) => {
        const shifted = await expression.evaluate({ value: value + offset * 60_000 });
        expect(formatPicture(value, picture, offset)).toBe(shifted);
      }),
    );
  });

  test.each([
    [330, '+05:30'],
    [-210, '-03:30'],
    [-240, '-04:00'],
    [0, '+00:00'],
    [840, '+14:00'],
  ])('an offset of %i minutes is %s', (offset, shown) => {
    expect(formatPicture(0, '[Z]', offset)).toBe(shown);
  });
});
