export type ReadInstant = { kind: 'instant'; iso: string } | { kind: 'nothing' } | { kind: 'unreadable' };

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;
const DAY = 86_400_000;

/**
 * A date and time as senders write it (`2021-04-15 11:13:33`, or ISO 8601) as UTC in ISO 8601. Text without an offset is local time in
 * `timeZone` (IANA name). `0000-00-00 00:00:00`, MySQL's zero date, and empty text are nothing.
 */
export function readInstant(text: string, timeZone: string): ReadInstant {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.startsWith('0000-00-00')) return { kind: 'nothing' };
  const match = PATTERN.exec(trimmed);
  if (match === null) return { kind: 'unreadable' };
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const canonical = [`${year}-${month}-${day}`, ...[hour, minute, second].map((part) => part.padStart(2, '0'))];
  // Date.UTC carries over (February 30th becomes March 2nd): only what comes back unchanged was a date.
  if (new Date(local).toISOString().slice(0, 19) !== `${canonical[0]}T${canonical.slice(1).join(':')}`)
    return { kind: 'unreadable' };
  const instant = offset === undefined ? resolveLocal(local, timeZone) : local - readOffset(offset);
  return { kind: 'instant', iso: new Date(instant + Number(fraction.padEnd(3, '0').slice(0, 3))).toISOString() };
}

function readOffset(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

/**
 * Local time, written as if it were UTC milliseconds, as an instant. A time that comes twice (clocks set back) is the earlier one; one that
 * is skipped (clocks set forward) is read with the offset before the change: as `compatible` in ECMAScript Temporal.
 */
function resolveLocal(local: number, timeZone: string): number {
  if (timeZone === 'UTC') return local;
  const before = offsetAt(local - DAY, timeZone);
  const after = offsetAt(local + DAY, timeZone);
  const candidates = [local - before, local - after].filter(
    (instant) => local - offsetAt(instant, timeZone) === instant,
  );
  return candidates.length === 0 ? local - before : Math.min(...candidates);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that local time is ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    const two = '2-digit';
    const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
    clock = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', hourCycle: 'h23', ...fields });
    clocks.set(timeZone, clock);
  }
  const parts = new Map(clock.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return (
    Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second')) -
    Math.floor(instant / 1000) * 1000
  );
}
