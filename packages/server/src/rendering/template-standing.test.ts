import { expect, test } from 'vitest';
import { TemplateStandings } from './template-standing.ts';

test('an unproven template runs once at a time, a proven one freely', () => {
  const standings = new TemplateStandings(() => 0);
  expect(standings.mayStart('a')).toBe(true);
  standings.started('a');
  expect(standings.mayStart('a')).toBe(false);
  expect(standings.mayStart('b')).toBe(true);
  standings.answered('a', 5);
  standings.started('a');
  expect(standings.mayStart('a')).toBe(true);
  standings.answered('a', 500);
  standings.started('a');
  expect(standings.mayStart('a')).toBe(false);
});

test('all suspects share one place, until a minute has passed or they answer quickly', () => {
  let now = 0;
  const standings = new TemplateStandings(() => now);
  for (const key of ['a', 'b']) {
    standings.started(key);
    standings.lost(key);
  }
  expect(standings.isSuspect('a')).toBe(true);
  standings.started('a');
  expect(standings.mayStart('b')).toBe(false);
  expect(standings.mayStart('c')).toBe(true);
  standings.answered('a', 5);
  expect(standings.isSuspect('a')).toBe(false);
  expect(standings.mayStart('b')).toBe(true);
  now = 60_001;
  expect(standings.isSuspect('b')).toBe(false);
});
