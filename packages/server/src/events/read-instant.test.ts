import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInstant } from './read-instant.ts';

test.each([
  ['2021-04-15 11:13:33', 'UTC', '2021-04-15T11:13:33.000Z'],
  ['2021-04-15 11:13:33', 'America/New_York', '2021-04-15T15:13:33.000Z'],
  ['2021-01-15 11:13:33', 'America/New_York', '2021-01-15T16:13:33.000Z'],
  ['2021-04-15 11:13:33', 'Asia/Kathmandu', '2021-04-15T05:28:33.000Z'],
  ['2021-04-15', 'Europe/Berlin', '2021-04-14T22:00:00.000Z'],
  ['2021-04-15T11:13:33Z', 'America/New_York', '2021-04-15T11:13:33.000Z'],
  ['2021-04-15T11:13:33.5+02:00', 'UTC', '2021-04-15T09:13:33.500Z'],
  ['2021-04-15 11:13:33 -0930', 'UTC', '2021-04-15T20:43:33.000Z'],
  ['2021-11-07 01:30:00', 'America/New_York', '2021-11-07T05:30:00.000Z'],
  ['2021-03-14 02:30:00', 'America/New_York', '2021-03-14T07:30:00.000Z'],
])('%s in %s is %s', (text, timeZone, iso) => {
  expect(readInstant(text, timeZone)).toEqual({ kind: 'instant', iso });
});

test.each(['0000-00-00 00:00:00', '0000-00-00', '', '  '])('"%s" is nothing', (text) => {
  expect(readInstant(text, 'UTC')).toEqual({ kind: 'nothing' });
});

test.each(['yesterday', '2021-02-30 10:00:00', '2021-04-15 25:00:00', '15/04/2021', '1618485213'])(
  '"%s" is unreadable',
  (text) => {
    expect(readInstant(text, 'UTC')).toEqual({ kind: 'unreadable' });
  },
);

test('what it reads in a zone is what that zone shows', () => {
  const zones = fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC');
  const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(zones, instants, (timeZone, date) => {
      const show = (at: Date) => at.toLocaleString('sv-SE', { timeZone });
      const read = readInstant(show(date), timeZone);
      expect(read.kind === 'instant' && show(new Date(read.iso))).toBe(show(date));
    }),
  );
});
