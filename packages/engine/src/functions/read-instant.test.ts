import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInstant } from './read-instant.ts';
import { readTimeZone } from './time-zone.ts';

describe('readInstant', () => {
  test.each(['America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/St_Johns', '+02:00', '-0330', 'UTC'])(
    'local time in %s is what its clock shows',
    (name) => {
      const zone = readTimeZone(name);
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2040, 0, 1) }), (millis) => {
          const value = millis - (millis % 1000);
          const offset = zone?.(value) ?? Number.NaN;
          const local = new Date(value + offset * 60_000).toISOString().slice(0, 19).replace('T', ' ');
          const read = Number(readInstant(local, zone ?? (() => Number.NaN)));
          // An hour that comes twice is read as its first; whatever is read shows the same local time.
          expect(read).toBeLessThanOrEqual(value);
          expect(read + (zone?.(read) ?? Number.NaN) * 60_000).toBe(value + offset * 60_000);
        }),
      );
    },
  );

  test.each([
    '2021-02-29',
    '2021-13-01',
    '2021-04-15 24:00:00',
    '2021-04-15 11:60',
    '15/04/2021',
    '2021-4-5',
    '1618485213000',
    '2021-04-15T11:13:33+24:00',
    'x',
  ])('%j is none', (text) => {
    expect(readInstant(text, () => 0)).toBe('unreadable');
  });

  test.each(['', ' ', '0000-00-00', '0000-00-00 00:00:00', '0000-00-00T00:00:00.000Z'])('%j is nothing', (text) => {
    expect(readInstant(text, () => 0)).toBe('nothing');
  });
});
