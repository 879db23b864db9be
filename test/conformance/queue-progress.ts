import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../packages/server/src/storage/ledger/ledger.ts';
import type { LedgerFixture } from './ledger-port.ts';
import { newDelivery, newEvent, newFinish, newStart, NOON, toRetrying, toSucceeded } from './records.ts';

const LEASE_MS = 100;
const TRIGGERS = ['trg_1', 'trg_2', 'trg_3'];
/** More than a look at the queue takes one by one. */
const BACKLOG = 520;

interface Plan {
  triggerId: string;
  kind: 'live' | 'test';
  /** Relative to NOON. */
  dueIn: number;
  key: string | null;
  blockAfterMs: number | null;
}
interface Step {
  now: number;
  except: string[];
  limit: number;
  /** What becomes of each claim, in turn. */
  fates: ('hang' | 'release' | 'crash' | 'retry' | 'succeed')[];
}

const plans: fc.Arbitrary<Plan> = fc.record({
  triggerId: fc.constantFrom(...TRIGGERS),
  kind: fc.constantFrom('live' as const, 'live' as const, 'test' as const),
  dueIn: fc.constantFrom(-5, 0, 0, 30, 150),
  key: fc.constantFrom(null, null, 'a', 'b'),
  blockAfterMs: fc.constantFrom(null, 40),
});
const steps: fc.Arbitrary<Step> = fc.record({
  now: fc.constantFrom(0, 10, 40, LEASE_MS),
  except: fc.subarray(TRIGGERS),
  limit: fc.integer({ min: 1, max: 4 }),
  fates: fc.array(fc.constantFrom('hang', 'release', 'crash', 'retry', 'succeed'), { minLength: 1, maxLength: 4 }),
});

async function accept(ledger: Ledger, { triggerId, kind, dueIn, key, blockAfterMs }: Plan, copies = 1): Promise<void> {
  const event = newEvent({ receivedAt: NOON, kind });
  const order = key === null ? {} : { order: { key, blockAfterMs } };
  const one = () => newDelivery(event, { triggerId, kind, nextAttemptAt: NOON + dueIn, ...order });
  await ledger.events.accept(event, Array.from({ length: copies }, one));
}

interface Round {
  /** What `nextDueAt` said before the claim. */
  dueAt: number | null;
  claimed: number;
  /** And after a claim that answered nothing. */
  nextAt: number | null;
}

/** What a runner does until there is nothing left to do at `now`. */
async function takeAllDue(ledger: Ledger, now: number, { except, limit, fates }: Omit<Step, 'now'>): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let taken = 0; rounds.length < 2 * BACKLOG;) {
    const dueAt = await ledger.queue.nextDueAt(except);
    const claims = await ledger.queue.claim({ now, limit, leaseMs: LEASE_MS, exceptTriggerIds: except });
    const nextAt = claims.length === 0 ? await ledger.queue.nextDueAt(except) : null;
    rounds.push({ dueAt, claimed: claims.length, nextAt });
    if (claims.length === 0) return rounds;
    for (const { delivery, leaseToken } of claims) {
      const fate = fates[taken++ % fates.length];
      // Given back is due again at once, so only the first are.
      if (fate === 'release' && taken <= limit) await ledger.queue.release(delivery.id, leaseToken);
      if (fate !== 'crash' && fate !== 'retry' && fate !== 'succeed') continue;
      const number = await ledger.deliveries.startAttempt(delivery.id, leaseToken, newStart({ startedAt: now }));
      if (fate === 'crash') continue;
      const [outcome, next] =
        fate === 'retry' ? (['failed', toRetrying(now + 20)] as const) : (['succeeded', toSucceeded] as const);
      await ledger.deliveries.finishAttempt(delivery.id, leaseToken, Number(number), newFinish(outcome, now), next);
    }
  }
  throw new Error('The queue has no end: what was claimed is claimed again.');
}

/** A runner that sleeps by `nextDueAt` must miss nothing; one whose claim answers nothing must have something later to wait for. */
function findFaults(rounds: readonly Round[], now: number): Round[] {
  const isDue = (at: number | null): boolean => at !== null && at <= now;
  return rounds.filter(({ dueAt, claimed, nextAt }) => (claimed > 0 ? !isDue(dueAt) : isDue(nextAt)));
}

function countClaimed(rounds: readonly Round[]): number {
  return rounds.reduce((sum, { claimed }) => sum + claimed, 0);
}

async function withLedger(create: () => Promise<LedgerFixture>, use: (ledger: Ledger) => Promise<void>): Promise<void> {
  const fixture = await create();
  const ledger = await fixture.open();
  try {
    await use(ledger);
  } finally {
    await ledger.close();
    await fixture.dispose();
  }
}

/** A runner sleeps by `nextDueAt` and works by `claim`: where the two disagreed it would go round without progress, or sleep over work. */
export function describeQueueProgress(name: string, create: () => Promise<LedgerFixture>): void {
  describe(`queue progress: ${name}`, () => {
    it('claims what nextDueAt says is due, or has nothing due', { timeout: 60_000 }, async () => {
      const outcome = await fc.check(
        fc.asyncProperty(
          fc.array(plans, { minLength: 1, maxLength: 12 }),
          fc.array(steps, { minLength: 1, maxLength: 8 }),
          (planned, history) =>
            withLedger(create, async (ledger) => {
              for (const plan of planned) await accept(ledger, plan);
              let now = NOON;
              for (const step of history) {
                now += step.now;
                expect(findFaults(await takeAllDue(ledger, now, step), now)).toEqual([]);
              }
            }),
        ),
        // On a busy machine, and while a failure is made smaller, it ends before the test's own time, which would leave it running.
        { numRuns: 30, interruptAfterTimeLimit: 40_000 },
      );
      expect(fc.defaultReportMessage(outcome) ?? 'no faults').toBe('no faults');
    });

    it.each([1, 4])('reaches what waits behind the backlog of excepted triggers, %i at a time', async (limit) => {
      await withLedger(create, async (ledger) => {
        const plan = { triggerId: 'trg_1', kind: 'live', dueIn: -5, key: null, blockAfterMs: null } as const;
        await accept(ledger, plan, BACKLOG);
        await accept(ledger, { ...plan, triggerId: 'trg_2', dueIn: 0 }, 3);
        await accept(ledger, { ...plan, triggerId: 'trg_3', dueIn: 1 }, 3);
        await accept(ledger, { ...plan, kind: 'test', dueIn: 2 }, 3);
        await accept(ledger, { ...plan, triggerId: 'trg_2', dueIn: 0, key: 'a', blockAfterMs: 40 }, 2);
        const take = async (now: number, ...except: string[]) => {
          const rounds = await takeAllDue(ledger, now, { limit, fates: ['hang'], except });
          return { claimed: countClaimed(rounds), faults: findFaults(rounds, now) };
        };
        expect(await take(NOON + 10, 'trg_1', 'trg_3')).toEqual({ claimed: 7, faults: [] });
        // Leases that have run out come back, those of an excepted trigger too, and the second of the line is let go.
        expect(await take(NOON + 110, 'trg_1')).toEqual({ claimed: 11, faults: [] });
        expect(await take(NOON + 110)).toEqual({ claimed: BACKLOG, faults: [] });
      });
    });
  });
}
