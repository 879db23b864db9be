import { describe, expect, it } from 'vitest';
import { formatAgo, formatClock, formatUtc } from './time.ts';

const now = Date.parse('2026-11-21T01:00:00.000Z');

describe('formatClock', () => {
  it.each([
    ['2026-11-21T00:36:11.000Z', 'UTC', '00:36:11'],
    ['2026-11-20T20:36:11.000Z', 'UTC', 'Nov 20 20:36:11'],
    ['2026-11-20T20:36:11.000Z', 'America/New_York', '15:36:11'],
  ])('%s in %s', (iso, zone, words) => {
    expect(formatClock(iso, now, zone)).toBe(words);
  });
});

describe('formatAgo', () => {
  it.each([
    ['2026-11-21T00:59:50.000Z', 'just now'],
    ['2026-11-21T00:59:10.000Z', '1 min ago'],
    ['2026-11-21T00:15:00.000Z', '45 min ago'],
    ['2026-11-21T00:00:10.000Z', '1 h ago'],
    ['2026-11-20T12:00:00.000Z', 'yesterday'],
    ['2026-11-18T12:00:00.000Z', 'Nov 18'],
  ])('%s', (iso, words) => {
    expect(formatAgo(iso, now, 'UTC')).toBe(words);
  });
});

it('gives UTC for the tooltip', () => {
  expect(formatUtc('2026-11-20T20:36:11.123Z')).toBe('2026-11-20 20:36:11 UTC');
});
