import { expect, test } from 'vitest';
import { createRangeExtractor } from './extract-range.ts';

const range = (startIndex: number, endIndex: number, count = 100) => ({ startIndex, endIndex, overscan: 2, count });

test('what is around is drawn too, within the list', () => {
  expect(createRangeExtractor()(range(0, 2))).toEqual([0, 1, 2, 3, 4]);
  expect(createRangeExtractor()(range(97, 99))).toEqual([95, 96, 97, 98, 99]);
  expect(createRangeExtractor()(range(0, 0, 0))).toEqual([]);
});

test('after a jump it comes with the next drawing', () => {
  const extract = createRangeExtractor();
  extract(range(0, 2));
  expect(extract(range(2, 4))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(extract(range(50, 52))).toEqual([50, 51, 52]);
  expect(extract(range(50, 52))).toEqual([48, 49, 50, 51, 52, 53, 54]);
  expect(extract(range(10, 12))).toEqual([10, 11, 12]);
});
