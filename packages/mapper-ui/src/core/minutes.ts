import { formatMinute } from './time.ts';
import type { Stats } from '@postmap/server/contract';

type Minutes = Stats['perMinute'];

/** What a chart of the minutes shows, in a sentence. */
export function describeMinutes(minutes: Minutes, zone?: string): string {
  const succeeded = sumOf(minutes, 'succeeded');
  const failed = sumOf(minutes, 'failed');
  if (succeeded + failed === 0) return `No try ended in the last ${minutes.length} minutes`;
  const busiest = minutes.reduce((most, minute) => (countTries(minute) > countTries(most) ? minute : most));
  return `In the last ${minutes.length} minutes ${count(succeeded, 'try', 'tries')} succeeded and ${count(failed, 'try', 'tries')} failed; the most in one minute were ${countTries(busiest)}, at ${formatMinute(Date.parse(busiest.at), zone)}`;
}

/** Columns for a chart: seconds, all tries, failed tries. */
export function toColumns(minutes: Minutes): [number[], number[], number[]] {
  return [
    minutes.map(({ at }) => Date.parse(at) / 1_000),
    minutes.map(countTries),
    minutes.map(({ failed }) => failed),
  ];
}

function countTries({ succeeded, failed }: Minutes[number]): number {
  return succeeded + failed;
}

function sumOf(minutes: Minutes, name: 'succeeded' | 'failed'): number {
  return minutes.reduce((sum, minute) => sum + minute[name], 0);
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
