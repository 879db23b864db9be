import { describeValue } from '../diagnostics/describe-value.ts';
import { defineFunction } from './define-function.ts';
import type { FunctionTools } from './define-function.ts';
import { FunctionError } from './function-error.ts';
import { isNothing } from './is-nothing.ts';
import { readInstant } from './read-instant.ts';
import { readTimeZone } from './time-zone.ts';
import type { TimeZone } from './time-zone.ts';

/** The years 1 to 9999, which four digits can write. */
const EARLIEST = Date.UTC(2000, 0, 1) - 730_119 * 86_400_000;
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

export const dateFunction = defineFunction({
  name: 'date',
  text: 'A date and time, written as the receiver wants it. It reads `2021-04-15 11:13:33`, ISO 8601 (`2021-04-15T11:13:33Z`, `2021-04-15`) and numbers of milliseconds since 1970. The zero date `0000-00-00 00:00:00`, null and empty text give nothing; any other text is an error. Without a picture the result is ISO 8601 in UTC.',
  parameters: [
    { name: 'value', type: 'text or number', text: 'The date and time to write.' },
    {
      name: 'picture',
      type: 'text',
      text: 'How to write it, as in JSONata’s `$fromMillis`: `[Y0001]-[M01]-[D01]`, `[MNn] [D1o]`, `[h]:[m01] [PN]`. Left out, null or empty, it is ISO 8601 in UTC.',
      optional: true,
    },
    {
      name: 'zone',
      type: 'text',
      text: 'A time zone, `"America/New_York"` or `"+02:00"`: a value that names none is read in it, and the picture shows the time there. Without it both are UTC.',
      optional: true,
    },
  ],
  returns: 'text',
  examples: [
    {
      payload: { created: '2021-04-15 11:13:33' },
      jsonata: '$date(created)',
      handlebars: '{{date created}}',
      result: '2021-04-15T11:13:33Z',
    },
    {
      payload: { created: '2021-04-15 11:13:33' },
      jsonata: '$date(created, "[M01]/[D01]/[Y0001]")',
      handlebars: '{{date created "[M01]/[D01]/[Y0001]"}}',
      result: '04/15/2021',
    },
    {
      payload: { created: '2021-04-15T11:13:33Z' },
      jsonata: '$date(created, "[h]:[m01] [PN] [Z]", "America/New_York")',
      handlebars: '{{date created "[h]:[m01] [PN] [Z]" "America/New_York"}}',
      result: '7:13 AM -04:00',
    },
    {
      payload: { created: '2021-04-15 11:13:33' },
      jsonata: '$date(created, null, "America/New_York")',
      handlebars: '{{date created zone="America/New_York"}}',
      result: '2021-04-15T15:13:33Z',
    },
    {
      payload: { created: 1618485213000 },
      jsonata: '$date(created, "[D] [MNn,*-3] [Y]")',
      handlebars: '{{date created "[D] [MNn,*-3] [Y]"}}',
      result: '15 Apr 2021',
    },
    {
      payload: { shipped: '0000-00-00 00:00:00' },
      jsonata: '$date(shipped)',
      handlebars: '{{date shipped}}',
      result: undefined,
    },
  ],
  evaluate([value, picture, zone], tools) {
    const timeZone = requireZone(zone);
    const instant = requireInstant(value, timeZone);
    if (instant === undefined) return undefined;
    return isNothing(picture) ? writeIso(instant) : writePicture(instant, picture, timeZone, tools);
  },
});

function requireZone(zone: unknown): TimeZone {
  const timeZone = isNothing(zone) ? () => 0 : typeof zone === 'string' ? readTimeZone(zone) : undefined;
  if (timeZone !== undefined) return timeZone;
  throw new FunctionError(
    'invalid-argument',
    `${describeValue(zone)} is no time zone; give a name such as "America/New_York" or an offset such as "+02:00"`,
  );
}

function requireInstant(value: unknown, zone: TimeZone): number | undefined {
  if (isNothing(value)) return undefined;
  const instant = typeof value === 'string' ? readInstant(value, zone) : value;
  if (instant === 'nothing') return undefined;
  if (typeof instant === 'number' && Number.isInteger(instant) && instant >= EARLIEST && instant <= LATEST)
    return instant;
  throw new FunctionError(
    'invalid-date',
    `${describeValue(value)} is no date; give "2021-04-15 11:13:33", ISO 8601, or milliseconds since 1970`,
  );
}

function writeIso(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

function writePicture(instant: number, picture: unknown, zone: TimeZone, tools: FunctionTools): string {
  if (typeof picture !== 'string') {
    throw new FunctionError('type-mismatch', `the picture must be text; it is ${describeValue(picture)}`);
  }
  try {
    return tools.formatPicture(instant, picture, zone(instant));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FunctionError('invalid-argument', `the picture ${JSON.stringify(picture)} cannot be used: ${reason}`, {
      cause: error,
    });
  }
}
