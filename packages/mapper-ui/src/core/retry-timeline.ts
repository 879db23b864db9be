import type { RetryPolicy } from '@postmap/server/contract';
import { readWaits } from './retry-words.ts';

/** One try on the axis; times in seconds from the event. */
export interface TimelineTry {
  /** Counted from 1. */
  number: number;
  /** How long after the try before; of the first, after the event. */
  waitSeconds: number;
  atSeconds: number;
  /** By how much it may come earlier or later: what the waits before it vary by, added up. */
  spreadSeconds: number;
  /** Where it stands on the axis, 0 to 1; `from` and `to` are the ends of its spread. */
  place: number;
  from: number;
  to: number;
}

export interface RetryTimeline {
  tries: TimelineTry[];
  ticks: { label: string; place: number }[];
  /** From the event to the last try shown. */
  totalSeconds: number;
  /** It goes on after the last try shown. */
  endless: boolean;
}

const TICKS = [
  ['1 s', 1],
  ['1 min', 60],
  ['1 h', 3_600],
  ['1 day', 86_400],
  ['1 week', 604_800],
] as const;
/** A tick nearer to the end would stand in the label of the end. */
const LAST_TICK = 0.86;

/** Lays a policy's tries out on a logarithmic axis, on which five seconds and a day can both be seen. */
export function layOutRetry(policy: RetryPolicy, delayMinutes: number): RetryTimeline {
  const { waits, endless, jitter } = readWaits(policy);
  let at = 0;
  let spread = 0;
  const times = [Math.max(0, delayMinutes || 0) * 60, ...waits].map((waitSeconds, index) => {
    at += waitSeconds;
    // The delay before the first try does not vary.
    if (index > 0) spread += waitSeconds * jitter;
    return { number: index + 1, waitSeconds, atSeconds: at, spreadSeconds: spread };
  });
  const end = Math.max(1, at + spread);
  const place = (seconds: number): number => Math.log1p(Math.min(Math.max(seconds, 0), end)) / Math.log1p(end);
  return {
    tries: times.map((one) => ({
      ...one,
      place: place(one.atSeconds),
      from: place(one.atSeconds - one.spreadSeconds),
      to: place(one.atSeconds + one.spreadSeconds),
    })),
    ticks: TICKS.map(([label, seconds]) => ({ label, place: place(seconds), seconds }))
      .filter(({ place: where, seconds }) => seconds < at && where <= LAST_TICK)
      .map(({ label, place: where }) => ({ label, place: where })),
    totalSeconds: at,
    endless,
  };
}
