import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, inferShape } from '../index.ts';
import { isTelling, listSameValues, writeOtherwise } from './same-value.ts';
import { listSourceFields, SourceIndex } from './source-index.ts';

const MONTHS = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => new Date(Math.floor(at.getTime() / 1_000) * 1_000));
const dateText = date.chain((at) => {
  const iso = at.toISOString().slice(0, 19);
  return fc.constantFrom(`${iso}Z`, iso, iso.replace('T', ' '), `${iso}+00:00`).map((value) => ({ value, at }));
});

function listWritings(at: Date): string[] {
  const iso = at.toISOString();
  const [year, month, day] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10)];
  return [
    `${iso.slice(0, 19)}Z`,
    iso.slice(0, 19),
    iso.slice(0, 19).replace('T', ' '),
    iso.slice(0, 10),
    `${day}.${month}.${year}`,
    `${day}/${month}/${year}`,
    `${month}/${day}/${year}`,
    `${at.getUTCDate()} ${MONTHS.format(at)} ${year}`,
  ];
}

/** What is found for an example in a payload of one field, and what each of it really gives. */
function findGiven(value: unknown, example: string | number): unknown[] {
  const sources = new SourceIndex(listSourceFields(inferShape([{ f: value }])));
  return listSameValues(sources, example).map(({ around }) => {
    const source = `${around?.before ?? ''}f${around?.after ?? ''}`;
    return compile({ language: 'jsonata', source, format: 'json' }).evaluate({ f: value });
  });
}

test('a date is the same however it is written, and what is found gives just that', async () => {
  await fc.assert(
    fc.asyncProperty(dateText, async ({ value, at }) => {
      for (const example of listWritings(at)) {
        expect(await Promise.all(findGiven(value, example))).toEqual([example]);
      }
    }),
  );
});

test('a number is the same as its text, and the other way around', async () => {
  const number = fc.oneof(
    fc.integer(),
    fc.integer().map((cents) => cents / 100),
  );
  await fc.assert(
    fc.asyncProperty(number, async (value) => {
      expect(await Promise.all(findGiven(String(value), value))).toEqual([value]);
      expect(await Promise.all(findGiven(value, String(value)))).toEqual([String(value)]);
      expect(await Promise.all(findGiven(value, value.toFixed(2)))).toEqual([value.toFixed(2)]);
    }),
  );
});

test('whatever is found gives the example, and another value is not found', async () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '0012',
      '1e3',
      '12.5',
      '12.50',
      '-0',
      '-0.00',
      '0.30000000000000004',
      '999999999999999.99',
      '2021-02-30',
      '2021-04-15',
      '0000-00-00',
      'true',
    ),
    dateText.map(({ value }) => value),
  );
  const scalar = fc.oneof(
    text,
    fc.integer({ min: -2_000, max: 2_000 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0.1 + 0.2, Number('999999999999999.99'), 12.5, -0),
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, scalar, fc.boolean()), scalar, async (value, example) => {
      for (const given of await Promise.all(findGiven(value, example))) {
        // In JSON there is one zero.
        expect(JSON.stringify(given)).toBe(JSON.stringify(example));
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['ABCD', true],
  ['ABC', false],
  ['', false],
  ['123', true],
  ['12', false],
  ['true', false],
  ['1.00', false],
  [447, true],
  [-12.5, true],
  [99, false],
  [true, false],
  [null, false],
] as const)('%j tells something: %j', (example, telling) => {
  expect(isTelling(example)).toBe(telling);
});

test.each([
  [[null], 'unassigned', '$default(f, "unassigned")'],
  [['', null], 'none', '$default(f, "none")'],
  [[null], 0, '$default(f, 0)'],
  // A date is of one event, and so is what other events have.
  [[null], '2021-04-15', undefined],
  [[null, 'UPS'], 'unassigned', undefined],
  [[''], '', undefined],
  [[null], null, undefined],
  [[null], true, undefined],
  [[], 'unassigned', undefined],
] as const)('of a field that has given %j, %j is made by %j', (given, example, expected) => {
  const shape = inferShape(given);
  const around = writeOtherwise(shape, example);
  expect(around && `${around.before}f${around.after}`).toBe(expected);
});
