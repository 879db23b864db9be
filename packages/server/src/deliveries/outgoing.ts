import type { AttemptFinish, AttemptStart, NextState } from './delivery-store.ts';
import type { TryOutcome } from './retry-schedule.ts';

/** One try of a delivery, put together and not yet sent, whatever kind its destination is. */
export interface Outgoing {
  /** What its attempt puts on record before it is sent; secrets are masked. */
  shown: Pick<AttemptStart, 'method' | 'url' | 'requestHeaders'>;
  /** The longest that sending takes. */
  timeoutMs: number;
  /** Sends it once. Rejects only when what it writes itself cannot be written. */
  send(signal: AbortSignal): Promise<Sent>;
}

/** How a try went: for the retry rules, and for the record. */
export interface Sent {
  outcome: TryOutcome;
  /** `finishedAt` in UTC milliseconds. */
  describe(finishedAt: number): AttemptFinish;
}

/** A try, or where the delivery goes without one. */
export type PreparedTry = { ok: true; outgoing: Outgoing } | { ok: false; next: NextState };

/** What keeps a delivery from being sent, now and on every later try. */
export function refuseTry(message: string): PreparedTry {
  return { ok: false, next: { status: 'exhausted', reason: `Nothing was sent: ${message}`, nextAttemptAt: null } };
}
