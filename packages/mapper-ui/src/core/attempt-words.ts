import type { Attempt } from '@postmap/server/contract';

/** A try's end as a timeline has room for: `503 Service Unavailable · Retry-After 120`. */
export function describeAttempt({ summary, outcome, response }: Attempt): string {
  const short = summary.replace(/^The endpoint answered (?=\d)/, '');
  if (outcome !== 'failed' || response === null) return short;
  const asked = response.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  return asked === undefined ? short : `${short} · Retry-After ${asked}`;
}

const QUOTE_LENGTH = 200;

/**
 * What the endpoint gave as its reason, where the newest try failed by its answer: the body on one line, as much of it as there is room for.
 * Undefined where it said nothing, or what only a browser can show.
 */
export function quoteAnswer(attempts: readonly Attempt[]): string | undefined {
  const newest = attempts.findLast(({ outcome }) => outcome !== 'in-progress');
  if (newest?.outcome !== 'failed' || newest.response === null || newest.request.method === 'EMAIL') return undefined;
  const line = newest.response.body.trim().replace(/\s+/g, ' ');
  if (line === '' || line.startsWith('<')) return undefined;
  return line.length > QUOTE_LENGTH ? `${line.slice(0, QUOTE_LENGTH)}…` : line;
}

/** An alert without the reason that stands above it already. */
export function describeAlert(message: string, reason: string | null): string {
  return reason !== null && message.endsWith(`: ${reason}`) ? message.slice(0, -`: ${reason}`.length) : message;
}
