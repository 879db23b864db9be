import type { Logger } from 'pino';
import type { Ledger } from '../storage/ledger/ledger.ts';
import type { Principal } from './principal.ts';
import type { Caller } from './session-store.ts';

/** Notes when keys and sessions are used. It is written behind the request, which it neither holds up nor fails. */
export interface LastUses {
  note(principal: Principal, caller: Caller): void;
}

/** A key may be used thousands of times a second, and each write is an fsync. */
const SHORTEST_PAUSE_MS = 60_000;

/** Writes each key's and each session's use once a minute at most. */
export function createLastUses({
  ledger,
  logger,
  now,
}: {
  ledger: Pick<Ledger, 'keyUses' | 'sessions'>;
  logger: Pick<Logger, 'warn'>;
  now: () => number;
}): LastUses {
  // One entry for each key and session that was used since the start: no request adds one that did not authenticate.
  const notedAt = new Map<string, number>();
  const write = async ({ keyId, sessionHash }: Principal, caller: Caller, at: number): Promise<void> => {
    if (sessionHash !== null) await ledger.sessions.touch(sessionHash, { ...caller, at });
    else if (keyId !== null) await ledger.keyUses.touch(keyId, at);
  };
  return {
    note(principal, caller) {
      const id = principal.sessionHash ?? principal.keyId;
      const at = now();
      if (id === null || !isDue(notedAt.get(id), at)) return;
      notedAt.set(id, at);
      write(principal, caller, at).catch((error: unknown) =>
        logger.warn({ err: error }, 'the last use of a key or session could not be noted'),
      );
    },
  };
}

function isDue(before: number | undefined, at: number): boolean {
  return before === undefined || at < before || at - before >= SHORTEST_PAUSE_MS;
}
