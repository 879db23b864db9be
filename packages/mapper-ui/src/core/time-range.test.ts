import { describe, expect, it } from 'vitest';
import { readInstant, startOfRange, toLocalInput } from './time-range.ts';

const NOW = Date.parse('2026-11-21T10:20:30.456Z');

describe('startOfRange', () => {
  it.each([
    ['1h', '2026-11-21T09:20:00.000Z'],
    ['24h', '2026-11-20T10:20:00.000Z'],
    ['all', undefined],
  ] as const)('%s', (range, expected) => {
    expect(startOfRange(range, NOW)).toBe(expected);
  });
});

describe('a field for a time', () => {
  it('reads back to the minute what it shows', () => {
    expect(readInstant(toLocalInput('2026-11-21T10:20:30.456Z'))).toBe('2026-11-21T10:20:00.000Z');
  });

  it.each([undefined, '', 'yesterday'])('has nothing for %j', (text) => {
    expect(toLocalInput(text)).toBe('');
    expect(readInstant(text)).toBeUndefined();
  });
});
