/** Counts failed attempts to authenticate, by address, so that guessing is slow. */
export interface FailedAttempts {
  /** Milliseconds until the address may try again; 0 when it may now. */
  waitMs(address: string, now: number): number;
  add(address: string, now: number): void;
}

const WINDOW_MS = 60_000;
const MAX_ADDRESSES = 10_000;

/** Lets each address fail `limit` times within a minute. */
export function createFailedAttempts(limit = 10): FailedAttempts {
  const byAddress = new Map<string, number[]>();
  const recent = (address: string, now: number): number[] =>
    (byAddress.get(address) ?? []).filter((at) => at > now - WINDOW_MS);
  return {
    waitMs(address, now) {
      const [oldest, ...rest] = recent(address, now);
      if (oldest === undefined || rest.length + 1 < limit) return 0;
      return oldest + WINDOW_MS - now;
    },
    add(address, now) {
      const times = [...recent(address, now), now].slice(-limit);
      // The oldest entry goes first: an attacker with many addresses must not fill the memory.
      byAddress.delete(address);
      if (byAddress.size >= MAX_ADDRESSES) byAddress.delete(byAddress.keys().next().value ?? '');
      byAddress.set(address, times);
    },
  };
}
