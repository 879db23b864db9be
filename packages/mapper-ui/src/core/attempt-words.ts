import type { Attempt } from '@postmap/server/contract';

/** A try's end as a timeline has room for: `503 Service Unavailable · Retry-After 120`. */
export function describeAttempt({ summary, outcome, response }: Attempt): string {
  const short = summary.replace(/^The endpoint answered (?=\d)/, '');
  if (outcome !== 'failed' || response === null) return short;
  const asked = response.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  return asked === undefined ? short : `${short} · Retry-After ${asked}`;
}

/** An alert without the reason that stands above it already. */
export function describeAlert(message: string, reason: string | null): string {
  return reason !== null && message.endsWith(`: ${reason}`) ? message.slice(0, -`: ${reason}`.length) : message;
}
