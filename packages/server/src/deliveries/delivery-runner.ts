import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createOauthTokens } from '../outbound/oauth-tokens.ts';
import type { Backlog, Claim } from '../queue/queue.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import { carryOutClaim } from './carry-out-claim.ts';
import type { ClaimDeps } from './carry-out-claim.ts';
import { PausedTriggers } from './paused-triggers.ts';
import { TriggerSlots } from './trigger-slots.ts';
import { WakeSignal } from './wake-signal.ts';

export interface DeliveryRunnerOptions extends Omit<
  ClaimDeps,
  'leaseMs' | 'signal' | 'onTriggerPaused' | 'userAgent' | 'workspace' | 'tokens'
> {
  workspace: Pick<Workspace, 'records' | 'onChange'>;
  /** Postmap's version, for `user-agent`. */
  version: string;
  /** Tries under way at most, and of one trigger. */
  concurrency?: number;
  perTriggerConcurrency?: number;
  /** Longer than two renders and the longest time-out (60 s) take together. */
  leaseMs?: number;
  /** How long `stop` waits for answers before it gives requests up. */
  graceMs?: number;
}

/** Carries out what is due. One per ledger: at its start it takes over every lease. */
export interface DeliveryRunner {
  /** Ends the leases of a process that is gone, then begins. Rejects when the ledger cannot be written. */
  start(): Promise<void>;
  /** Something is due now: looks at once instead of at the next tick. */
  wake(): void;
  /** Takes nothing more, waits for what is under way; what has no answer by the grace period is given up and due again at once. */
  stop(): Promise<void>;
  /** Resolves when the next try of a delivery has come to an end, or at once when it is finished, or after `timeoutMs`. */
  waitFor(deliveryId: string, timeoutMs: number): Promise<void>;
  /** A trigger was paused or resumed outside the workspace. */
  refreshPaused(): void;
  /** What waits now. */
  countBacklog(): Promise<Backlog>;
}

/** Between two looks at the queue: no clock step or missed wake holds a delivery up for longer. */
const LONGEST_SLEEP_MS = 1000;
const SHORTEST_SLEEP_MS = 10;
const LONGEST_BACKOFF_MS = 10_000;

export function createDeliveryRunner(options: DeliveryRunnerOptions): DeliveryRunner {
  const { ledger, workspace, log, now } = options;
  const { concurrency = 256, perTriggerConcurrency = 16, leaseMs = 120_000, graceMs = 10_000 } = options;
  const signal = new WakeSignal();
  const paused = new PausedTriggers(workspace, ledger);
  const giveUp = new AbortController();
  setMaxListeners(0, giveUp.signal);
  const deps: ClaimDeps = {
    ...options,
    leaseMs,
    userAgent: `Postmap/${options.version}`,
    signal: giveUp.signal,
    tokens: createOauthTokens(options),
    onTriggerPaused: () => paused.invalidate(),
  };
  /** A delivery whose lease ran out is in it twice until its late holder ends. */
  const underWay = new Set<Promise<void>>();
  const slots = new TriggerSlots(concurrency, perTriggerConcurrency);
  const waiters = new Map<string, Set<() => void>>();
  const stopping = new AbortController();
  let loop: Promise<void> | null = null;
  let endListening: (() => void) | null = null;

  async function listExcepted(): Promise<string[]> {
    return [...(await paused.list()), ...slots.listFull()];
  }

  /** Answers whether anything was begun. */
  async function takeDue(): Promise<boolean> {
    const exceptTriggerIds = await listExcepted();
    // Read after who is full: of a trigger that opens in between, more would be claimed than it may have.
    const limit = slots.room();
    if (limit === 0) return false;
    const claimedAt = now();
    const claims = await ledger.queue.claim({ now: claimedAt, limit, leaseMs, exceptTriggerIds });
    for (const claim of claims) begin(claim, claimedAt);
    return claims.length > 0;
  }

  function begin(claim: Claim, claimedAt: number): void {
    const { id, triggerId } = claim.delivery;
    slots.begin(triggerId);
    const done = carryOutClaim(deps, claim, claimedAt)
      .catch((error: unknown) =>
        log.error(
          { err: error, deliveryId: id },
          'a try broke off; it is made again, at the latest when its lease ends',
        ),
      )
      .finally(() => {
        underWay.delete(done);
        slots.end(triggerId);
        for (const resolve of waiters.get(id) ?? []) resolve();
        waiters.delete(id);
        signal.wake();
      });
    underWay.add(done);
  }

  async function findSleep(): Promise<number> {
    if (slots.room() === 0) return LONGEST_SLEEP_MS;
    const dueAt = await ledger.queue.nextDueAt(await listExcepted());
    return dueAt === null ? LONGEST_SLEEP_MS : Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, dueAt - now()));
  }

  async function run(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted;) {
      try {
        if (!(await takeDue())) await signal.sleep(await findSleep());
        failures = 0;
      } catch (error) {
        failures++;
        log.error({ err: error, failures }, 'the queue cannot be read; trying again');
        await sleep(Math.min(LONGEST_BACKOFF_MS, 100 * 2 ** Math.min(failures, 10)));
      }
    }
  }

  return {
    async start() {
      const taken = await ledger.queue.recoverAll(now());
      if (taken > 0) log.warn({ taken }, 'deliveries were under way when Postmap last ended');
      endListening = workspace.onChange(() => {
        paused.invalidate();
        signal.wake();
      });
      loop = run();
    },
    wake: () => signal.wake(),
    async stop() {
      stopping.abort();
      endListening?.();
      signal.wake();
      await loop;
      const over = Promise.all(underWay);
      const grace = setTimeout(() => giveUp.abort(), graceMs);
      await over;
      clearTimeout(grace);
    },
    async waitFor(deliveryId, timeoutMs) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const waiting = waiters.get(deliveryId) ?? new Set();
      waiters.set(deliveryId, waiting.add(resolve));
      const timer = setTimeout(resolve, timeoutMs);
      // It may have ended before the wait began.
      const delivery = await ledger.deliveries.get(deliveryId);
      if (delivery === undefined || delivery.finishedAt !== null) resolve();
      await promise;
      clearTimeout(timer);
      waiting.delete(resolve);
      if (waiting.size === 0 && waiters.get(deliveryId) === waiting) waiters.delete(deliveryId);
    },
    countBacklog: async () => ledger.queue.countBacklog(now(), await paused.list()),
    refreshPaused() {
      paused.invalidate();
      signal.wake();
    },
  };
}
