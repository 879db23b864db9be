export const TIME_RANGES = ['24h', '1h', '7d', '30d', 'all'] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

export const timeRangeLabels: Readonly<Record<TimeRange, string>> = {
  '1h': 'last hour',
  '24h': 'last 24 h',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
  all: 'any time',
};

const hours: Readonly<Record<Exclude<TimeRange, 'all'>, number>> = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 };

/** Where a range begins, as a UTC timestamp cut to the minute, so that polling asks the same question again. */
export function startOfRange(range: TimeRange, now: number): string | undefined {
  if (range === 'all') return undefined;
  const start = now - hours[range] * 3_600_000;
  return new Date(Math.floor(start / 60_000) * 60_000).toISOString();
}
