export const TIME_RANGES = ['24h', '1h', '7d', '30d', 'all', 'between'] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

export const timeRangeLabels: Readonly<Record<TimeRange, string>> = {
  '1h': 'last hour',
  '24h': 'last 24 h',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
  all: 'any time',
  between: 'between…',
};

const hours: Readonly<Record<Exclude<TimeRange, 'all' | 'between'>, number>> = {
  '1h': 1,
  '24h': 24,
  '7d': 168,
  '30d': 720,
};

/** Where a range begins, as a UTC timestamp cut to the minute, so that polling asks the same question again. */
export function startOfRange(range: Exclude<TimeRange, 'between'>, now: number): string | undefined {
  if (range === 'all') return undefined;
  const start = now - hours[range] * 3_600_000;
  return new Date(Math.floor(start / 60_000) * 60_000).toISOString();
}

/** A time as a field of kind `datetime-local` has it, in the viewer's zone; empty where `text` is no time. */
export function toLocalInput(text: string | undefined): string {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  if (Number.isNaN(time)) return '';
  const at = new Date(time);
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}

/** Any text that is a time, as a UTC timestamp; a text without a zone is in the viewer's. */
export function readInstant(text: string | undefined): string | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
