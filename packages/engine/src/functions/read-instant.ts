import { readOffset, resolveLocal } from './time-zone.ts';
import type { TimeZone } from './time-zone.ts';

const PATTERN =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(Z|[+-]\d\d:?\d\d|[+-]\d\d)?$/i;
/** MySQL's zero date, with a time or without. */
const ZERO = /^0000-00-00(?:[T ][0:.]*Z?)?$/i;

/**
 * A date and time as senders write it, `2021-04-15 11:13:33` or ISO 8601, as milliseconds since 1970 (a finer fraction is cut).
 * Text without an offset is local time in `zone`; a date alone is its midnight. Empty text and `0000-00-00 00:00:00` are
 * `nothing`.
 */
export function readInstant(text: string, zone: TimeZone): number | 'nothing' | 'unreadable' {
  const trimmed = text.trim();
  if (trimmed === '' || ZERO.test(trimmed)) return 'nothing';
  const match = PATTERN.exec(trimmed);
  if (match === null) return 'unreadable';
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] = match;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const local = Date.parse(`${written}Z`);
  // February 30th is carried over or refused, as the engine likes: only what comes back unchanged was a date.
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 19) !== written) return 'unreadable';
  const instant = offset === undefined ? resolveLocal(local, zone) : shift(local, offset);
  return instant === undefined ? 'unreadable' : instant + Number(fraction.padEnd(3, '0').slice(0, 3));
}

function shift(local: number, offset: string): number | undefined {
  if (/^z$/i.test(offset)) return local;
  const minutes = readOffset(offset.length === 3 ? `${offset}00` : offset);
  return minutes === undefined ? undefined : local - minutes * 60_000;
}
