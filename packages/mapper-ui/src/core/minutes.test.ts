import { expect, test } from 'vitest';
import { describeMinutes, toColumns } from './minutes.ts';

const minutes = [
  { at: '2026-01-15T12:00:00.000Z', succeeded: 3, failed: 0 },
  { at: '2026-01-15T12:01:00.000Z', succeeded: 2, failed: 1 },
  { at: '2026-01-15T12:02:00.000Z', succeeded: 4, failed: 0 },
];

test('says what the chart shows', () => {
  expect(describeMinutes(minutes, 'UTC')).toBe(
    'In the last 3 minutes 9 tries succeeded and 1 try failed; the most in one minute were 4, at 12:02',
  );
  expect(describeMinutes([{ at: '2026-01-15T12:00:00.000Z', succeeded: 0, failed: 0 }])).toBe(
    'No try ended in the last 1 minutes',
  );
});

test('makes columns of them, failures within all tries', () => {
  expect(toColumns(minutes)).toEqual([
    [1_768_478_400, 1_768_478_460, 1_768_478_520],
    [3, 3, 4],
    [0, 1, 0],
  ]);
});
