const DAY = 86_400_000;
const MINUTE = 60_000;
const OFFSET = /^([+-])(\d\d):?(\d\d)$/;

/** A time zone: minutes east of UTC at an instant (milliseconds since 1970). */
export type TimeZone = (instant: number) => number;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** `UTC`, an offset such as `+02:00` or `-0500`, or an IANA name such as `America/New_York`; undefined for anything else. */
export function readTimeZone(name: string): TimeZone | undefined {
  if (name === 'UTC' || name === 'Z') return () => 0;
  const offset = readOffset(name);
  if (offset !== undefined) return () => offset;
  const clock = findClock(name);
  return clock === undefined ? undefined : (instant) => readClock(clock, instant);
}

/** Minutes east of UTC for `+hh:mm` or `+hhmm`. */
export function readOffset(text: string): number | undefined {
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? [];
  if (Number(hours) > 23 || !(Number(minutes) < 60)) return undefined;
  const offset = Number(hours) * 60 + Number(minutes);
  return sign === '-' && offset !== 0 ? -offset : offset;
}

/**
 * Local time, written as if it were UTC milliseconds, as an instant. A time that comes twice (clocks set back) is the earlier
 * one; one that is skipped (clocks set forward) is read with the offset before the change: `compatible` in ECMAScript Temporal.
 */
export function resolveLocal(local: number, zone: TimeZone): number {
  const before = local - zone(local - DAY) * MINUTE;
  const after = local - zone(local + DAY) * MINUTE;
  const candidates = [before, after].filter((instant) => instant + zone(instant) * MINUTE === local);
  return candidates.length === 0 ? before : Math.min(...candidates);
}

/** Only names that `Intl` knows are kept, so the map stays small whatever a payload asks for. */
function findClock(name: string): Intl.DateTimeFormat | undefined {
  const known = clocks.get(name);
  if (known !== undefined || !/^[A-Za-z]/.test(name)) return known;
  const two = '2-digit';
  const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
  try {
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      ...fields,
    });
    clocks.set(name, clock);
    return clock;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whole minutes: offsets before about 1900 have seconds, which no offset of a date can say. */
function readClock(clock: Intl.DateTimeFormat, instant: number): number {
  const parts = new Map(clock.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const read = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const days = Date.UTC(read('year'), read('month') - 1, read('day'));
  const local = days + ((read('hour') * 60 + read('minute')) * 60 + read('second')) * 1000;
  return Math.trunc((local - Math.floor(instant / 1000) * 1000) / MINUTE);
}
