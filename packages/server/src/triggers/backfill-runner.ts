import type { Logger } from 'pino';
import type { Backfill } from '../contract/index.ts';
import type { BackfillRecord } from './backfill-store.ts';
import { findBackfillPage } from './find-backfill.ts';
import type { BackfillDeps } from './find-backfill.ts';

export interface BackfillRunnerOptions extends BackfillDeps {
  /** Called when something became due. */
  wake: () => void;
  logger: Pick<Logger, 'info' | 'error'>;
}

/** Carries backfills out, page by page, each page one transaction: what is on record stays, and a restart goes on after it. */
export interface BackfillRunner {
  /** Goes on with those that the last process left. */
  resume(): Promise<void>;
  /** Carries out the trigger's open backfill; answers where it stands when it is complete, or after `waitMs`. */
  run(triggerId: string, waitMs: number): Promise<Backfill | null>;
  /** Ends after the pages under way. */
  stop(): Promise<void>;
}

interface Run {
  /** Whether somebody asked for it since it last looked. */
  isWanted: boolean;
  ended: Promise<void>;
}

export function createBackfillRunner(options: BackfillRunnerOptions): BackfillRunner {
  const { ledger, workspace, logger, wake } = options;
  const underWay = new Map<string, Run>();
  const stopping = new AbortController();

  async function carryOut(triggerId: string): Promise<void> {
    let backfill = await ledger.backfills.get(triggerId);
    while (backfill?.complete === false && !stopping.signal.aborted) backfill = await advance(backfill);
    if (backfill?.complete === true) logger.info({ triggerId, count: backfill.count }, 'backfill complete');
  }

  /** One that begins while the last page of another is written finds that one's run: it is asked to look again before it ends. */
  async function carryOutAll(triggerId: string, run: Run): Promise<void> {
    try {
      while (run.isWanted && !stopping.signal.aborted) {
        run.isWanted = false;
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await carryOut(triggerId);
      }
    } catch (error) {
      logger.error({ err: error, triggerId }, 'a backfill broke off; it goes on when Postmap starts again');
    } finally {
      underWay.delete(triggerId);
    }
  }

  async function advance(backfill: BackfillRecord): Promise<BackfillRecord | undefined> {
    const trigger = await workspace.records.triggers.get(backfill.triggerId);
    if (trigger === undefined) {
      await ledger.backfills.delete(backfill.triggerId);
      return undefined;
    }
    const { afterId, isLast, deliveries } = await findBackfillPage(options, trigger, backfill);
    const next = await ledger.backfills.advance(backfill, { afterId, complete: isLast }, deliveries);
    if (deliveries.length > 0) wake();
    return next;
  }

  function start(triggerId: string): Promise<void> {
    const running = underWay.get(triggerId);
    if (running !== undefined) {
      running.isWanted = true;
      return running.ended;
    }
    const run: Run = { isWanted: true, ended: Promise.resolve() };
    underWay.set(triggerId, run);
    run.ended = carryOutAll(triggerId, run);
    return run.ended;
  }

  return {
    async resume() {
      for (const { triggerId } of await ledger.backfills.listOpen()) void start(triggerId);
    },
    async run(triggerId, waitMs) {
      const { promise: timedOut, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, waitMs);
      await Promise.race([start(triggerId), timedOut]);
      clearTimeout(timer);
      const backfill = await ledger.backfills.get(triggerId);
      return backfill === undefined ? null : { count: backfill.count, complete: backfill.complete };
    },
    async stop() {
      stopping.abort();
      await Promise.all([...underWay.values()].map(({ ended }) => ended));
    },
  };
}
