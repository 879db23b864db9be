import { afterEach, beforeEach, expect } from 'vitest';
import type { DeliveryRecord, NewDelivery } from '../../packages/server/src/deliveries/delivery-store.ts';
import type { Claim, ClaimQuery } from '../../packages/server/src/queue/queue.ts';
import type { Ledger } from '../../packages/server/src/storage/ledger/ledger.ts';
import type { LedgerFixture } from './ledger-port.ts';
import { newDelivery, newEvent, newFinish, newStart, NOON, toExhausted, toRetrying, toSucceeded } from './records.ts';

export const LEASE_MS = 1_000;

export type QueueBench = ReturnType<typeof setUpQueueBench>;

/** A ledger of its own for each test of the describe block that calls this, and the steps that the tests share. */
export function setUpQueueBench(create: () => Promise<LedgerFixture>) {
  let fixture: LedgerFixture;
  let ledger: Ledger;
  beforeEach(async () => {
    fixture = await create();
    ledger = await fixture.open();
  });
  afterEach(async () => {
    await ledger.close();
    await fixture.dispose();
  });

  const reopen = async (): Promise<void> => {
    await ledger.close();
    ledger = await fixture.open();
  };
  const accept = async (...overrides: Partial<NewDelivery>[]): Promise<string[]> => {
    const event = newEvent();
    const deliveries = (overrides.length === 0 ? [{}] : overrides).map((one) => newDelivery(event, one));
    await ledger.events.accept(event, deliveries);
    return deliveries.map(({ id }) => id);
  };
  const claim = (overrides: Partial<ClaimQuery> = {}): Promise<Claim[]> =>
    ledger.queue.claim({ now: NOON, limit: 10, leaseMs: LEASE_MS, exceptTriggerIds: [], ...overrides });
  const claimOne = async (
    now = NOON,
  ): Promise<{ id: string; leaseToken: string; recovered: boolean; delivery: DeliveryRecord }> => {
    const [one, ...others] = await claim({ now });
    expect(others).toEqual([]);
    return { id: one!.delivery.id, ...one! };
  };
  const claimedIds = async (overrides: Partial<ClaimQuery>): Promise<string[]> =>
    (await claim(overrides)).map(({ delivery }) => delivery.id);

  const endDelivery = async (status: 'exhausted' | 'succeeded' | 'retrying'): Promise<string> => {
    const [id] = await accept();
    const { leaseToken } = await claimOne();
    await ledger.deliveries.startAttempt(id!, leaseToken, newStart());
    const next = { status, reason: 'r', nextAttemptAt: status === 'retrying' ? NOON + 9_000 : null };
    await ledger.deliveries.finishAttempt(id!, leaseToken, 1, newFinish('failed'), next);
    return id!;
  };

  /** One try, which ends the delivery or not. */
  const tryOnce = async (id: string, how: 'succeeded' | 'exhausted' | 'retrying', now = NOON): Promise<void> => {
    const { leaseToken } = await claimOne(now);
    await ledger.deliveries.startAttempt(id, leaseToken, newStart({ startedAt: now }));
    const next = { succeeded: toSucceeded, exhausted: toExhausted, retrying: toRetrying(now + 9_000) }[how];
    const number = (await ledger.deliveries.get(id))!.attemptCount;
    const outcome = how === 'succeeded' ? how : 'failed';
    expect(await ledger.deliveries.finishAttempt(id, leaseToken, number, newFinish(outcome, now), next)).toBe('ok');
  };
  const readStanding = async (id: string) => {
    const { status, nextAttemptAt, reason } = (await ledger.deliveries.get(id))!;
    return { status, nextAttemptAt, reason };
  };
  const failWithAlert = async (id: string, number: number, level: string): Promise<'ok' | 'stale'> => {
    const { leaseToken } = await claimOne(NOON + number);
    await ledger.deliveries.startAttempt(id, leaseToken, newStart({ startedAt: NOON + number }));
    const alert = { level, at: NOON + number, message: `${level} of all` };
    return ledger.deliveries.finishAttempt(id, leaseToken, number, newFinish('failed'), {
      ...toRetrying(NOON + number + 1),
      alert,
    });
  };

  return {
    /** The ledger of the running test; another one after `reopen`. */
    get ledger(): Ledger {
      return ledger;
    },
    reopen,
    accept,
    claim,
    claimOne,
    claimedIds,
    endDelivery,
    tryOnce,
    readStanding,
    failWithAlert,
  };
}
