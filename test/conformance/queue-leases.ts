import { describe, expect, it } from 'vitest';
import { LEASE_MS } from './queue-bench.ts';
import type { QueueBench } from './queue-bench.ts';
import { newFinish, newStart, NOON, toExhausted, toSucceeded } from './records.ts';

/** What becomes of a claim whose holder is gone. */
export function describeQueueLeases(bench: QueueBench): void {
  const { accept, claim, claimOne } = bench;
  describe('a lease that ran out', () => {
    it('during an attempt: the attempt is interrupted and counts, and the old holder is stale', async () => {
      await accept();
      const old = await claimOne();
      await bench.ledger.deliveries.startAttempt(old.id, old.leaseToken, newStart());
      expect(await claim({ now: NOON + LEASE_MS - 1 })).toEqual([]);
      const taken = await claimOne(NOON + LEASE_MS);
      expect(taken).toMatchObject({
        id: old.id,
        recovered: true,
        delivery: { attemptCount: 1, lastCode: 'interrupted' },
      });
      expect(taken.delivery.rendered?.body).toEqual(newStart().rendered?.body);
      expect(
        await bench.ledger.deliveries.finishAttempt(old.id, old.leaseToken, 1, newFinish('succeeded'), toSucceeded),
      ).toBe('stale');
      expect(await bench.ledger.deliveries.listAttempts(old.id)).toMatchObject([
        {
          outcome: 'interrupted',
          finishedAt: new Date(NOON + LEASE_MS).toISOString(),
          failure: { code: 'interrupted' },
        },
      ]);
      expect(await bench.ledger.deliveries.startAttempt(taken.id, taken.leaseToken, newStart())).toBe(2);
      expect(
        await bench.ledger.deliveries.finishAttempt(taken.id, taken.leaseToken, 2, newFinish('succeeded'), toSucceeded),
      ).toBe('ok');
    });

    it('before any attempt: it is claimed again as it was', async () => {
      await accept();
      const old = await claimOne();
      const taken = await claimOne(NOON + LEASE_MS);
      expect(taken).toMatchObject({ id: old.id, recovered: false, delivery: { attemptCount: 0 } });
      expect(await bench.ledger.deliveries.settle(old.id, old.leaseToken, toExhausted, NOON)).toBe('stale');
    });

    it('but was not taken yet still lets its holder finish', async () => {
      await accept();
      const { id, leaseToken } = await claimOne();
      await bench.ledger.deliveries.startAttempt(id, leaseToken, newStart());
      expect(
        await bench.ledger.deliveries.finishAttempt(
          id,
          leaseToken,
          1,
          newFinish('succeeded', NOON + 2 * LEASE_MS),
          toSucceeded,
        ),
      ).toBe('ok');
    });

    it('of a trigger left alone is ended too', async () => {
      const [id] = await accept();
      await claimOne();
      expect(await claim({ now: NOON + LEASE_MS, exceptTriggerIds: ['trg_1'] })).toEqual([]);
      expect(await bench.ledger.deliveries.get(id!)).toMatchObject({
        status: 'scheduled',
        nextAttemptAt: NOON + LEASE_MS,
      });
    });
  });

  it('extend makes a lease last, for its holder only', async () => {
    await accept();
    const held = await claimOne();
    const until = NOON + 2 * LEASE_MS;
    expect(await bench.ledger.queue.extend(held.id, 'another', until + 1)).toBe('stale');
    expect(await bench.ledger.queue.extend(held.id, held.leaseToken, until)).toBe('ok');
    expect(await claim({ now: until - 1 })).toEqual([]);
    await claimOne(until);
    expect(await bench.ledger.queue.extend(held.id, held.leaseToken, until + LEASE_MS)).toBe('stale');
  });

  it('recoverAll ends every lease and every open attempt', async () => {
    const [running, held, cancelled, waiting] = await accept(
      { nextAttemptAt: NOON - 3 },
      { nextAttemptAt: NOON - 2 },
      { nextAttemptAt: NOON - 1 },
      { nextAttemptAt: NOON + 9_000 },
    );
    const claims = await claim();
    for (const one of [claims[0]!, claims[2]!])
      await bench.ledger.deliveries.startAttempt(one.delivery.id, one.leaseToken, newStart());
    await bench.ledger.deliveries.cancel(cancelled!, 'by hand', NOON);
    expect(await bench.ledger.queue.recoverAll(NOON + 7)).toBe(2);
    expect(await bench.ledger.deliveries.get(running!)).toMatchObject({
      status: 'retrying',
      nextAttemptAt: NOON + 7,
      attemptCount: 1,
    });
    expect(await bench.ledger.deliveries.get(held!)).toMatchObject({
      status: 'scheduled',
      nextAttemptAt: NOON + 7,
      attemptCount: 0,
    });
    expect(await bench.ledger.deliveries.get(cancelled!)).toMatchObject({ status: 'cancelled' });
    expect(await bench.ledger.deliveries.get(waiting!)).toMatchObject({
      status: 'scheduled',
      nextAttemptAt: NOON + 9_000,
    });
    for (const id of [running!, cancelled!]) {
      expect(await bench.ledger.deliveries.listAttempts(id)).toMatchObject([{ outcome: 'interrupted' }]);
    }
    expect(await bench.ledger.queue.recoverAll(NOON + 8)).toBe(0);
    const again = await claim({ now: NOON + 8 });
    expect(again.map(({ delivery, recovered }) => [delivery.id, recovered])).toEqual([
      [running, true],
      [held, false],
    ]);
  });
}
