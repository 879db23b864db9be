import { describe, expect, it } from 'vitest';
import { formatMilliseconds, parseWaits, wordSeconds, wordSpan } from './duration.ts';

describe('wordSeconds', () => {
  it.each([
    [0, '0 s'],
    [5, '5 s'],
    [72, '1 min 12 s'],
    [300, '5 min'],
    [5_400, '1 h 30 min'],
    [86_400, '24 h'],
    [3_661, '1 h 1 min'],
  ])('%d → %s', (seconds, words) => {
    expect(wordSeconds(seconds)).toBe(words);
  });
});

describe('formatMilliseconds', () => {
  it.each([
    [0.4, '0 ms'],
    [84.2, '84 ms'],
    [10_000, '10.0 s'],
    [61_000, '1 min 1 s'],
  ])('%d → %s', (ms, words) => {
    expect(formatMilliseconds(ms)).toBe(words);
  });
});

describe('parseWaits', () => {
  it.each([
    ['5 s, 5 min, 2 h', [5, 300, 7_200]],
    ['5,300', [5, 300]],
    ['1.5m, 1d,', [90, 86_400]],
  ])('reads %s', (text, seconds) => {
    expect(parseWaits(text)).toEqual({ seconds });
  });

  it.each([
    ['5 s, soon', '"soon"'],
    ['-5', '"-5"'],
    ['', 'at least one'],
  ])('refuses %s and names the place', (text, word) => {
    expect(parseWaits(text)).toEqual({ problem: expect.stringContaining(word) });
  });
});

describe('wordSpan', () => {
  it.each([
    [0, '0 s'],
    [1_260, '21 min'],
    [86_399, '23 h 59 min'],
    [86_400, '1 day'],
    [172_799, '2 days'],
    [272_105, '3 days 4 h'],
  ])('%d s', (seconds, words) => {
    expect(wordSpan(seconds)).toBe(words);
  });
});
