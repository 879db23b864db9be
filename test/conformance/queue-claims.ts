import { describe, expect, it } from 'vitest';
import { LEASE_MS } from './queue-bench.ts';
import type { QueueBench } from './queue-bench.ts';
import { newFinish, newStart, NOON, toSucceeded } from './records.ts';

/** What a claim holds, how it is given back, and how it ends without an attempt. */
export function describeQueueClaims(bench: QueueBench): void {
  const { accept, claim, claimOne, claimedIds } = bench;
  describe('claim', () => {
    it('holds what is due, oldest due first, and each once', async () => {
      const ids = await accept(
        { nextAttemptAt: NOON },
        { nextAttemptAt: NOON - 5 },
        { nextAttemptAt: NOON + 1 },
        { nextAttemptAt: NOON - 5 },
        { status: 'filtered', nextAttemptAt: null },
      );
      expect(await claimedIds({ limit: 2 })).toEqual([ids[1], ids[3]]);
      expect(await claimedIds({})).toEqual([ids[0]]);
      expect(await claimedIds({})).toEqual([]);
      expect(await claimedIds({ now: NOON + 1 })).toEqual([ids[2]]);
    });

    it('finds what is due behind a long backlog of an excepted trigger, in the same order', async () => {
      const exceptTriggerIds = ['trg_paused'];
      const backlog = Array.from({ length: 600 }, (_, late) => ({
        triggerId: 'trg_paused',
        nextAttemptAt: NOON - 700 + late,
      }));
      const ids = await accept(
        ...backlog,
        { triggerId: 'trg_b', nextAttemptAt: NOON - 4 },
        { triggerId: 'trg_a', nextAttemptAt: NOON - 3 },
        { triggerId: 'trg_b', nextAttemptAt: NOON - 5 },
        { triggerId: 'trg_paused', nextAttemptAt: NOON - 2, kind: 'test' },
        { triggerId: 'trg_c', nextAttemptAt: NOON + 7 },
      );
      const [b, a, olderB, testOfPaused, later] = ids.slice(600);
      expect(await bench.ledger.queue.nextDueAt(exceptTriggerIds)).toBe(NOON - 5);
      expect(await claimedIds({ exceptTriggerIds, limit: 3 })).toEqual([olderB, b, a]);
      expect(await claimedIds({ exceptTriggerIds })).toEqual([testOfPaused]);
      expect(await claimedIds({ exceptTriggerIds })).toEqual([]);
      // A lease that runs out counts, whoever's it is.
      expect(await bench.ledger.queue.nextDueAt(exceptTriggerIds)).toBe(NOON + 7);
      expect(await claimedIds({ exceptTriggerIds, now: NOON + 7, limit: 1 })).toEqual([later]);
      expect(await bench.ledger.queue.nextDueAt(exceptTriggerIds)).toBe(NOON + LEASE_MS);
      expect(await claimedIds({ limit: 2 })).toEqual(ids.slice(0, 2));
    });

    it('gives no delivery to two that claim at once', async () => {
      const ids = await accept(...Array.from({ length: 30 }, () => ({})));
      const claims = await Promise.all(Array.from({ length: 5 }, () => claim()));
      expect(
        claims
          .flat()
          .map(({ delivery }) => delivery.id)
          .toSorted(),
      ).toEqual(ids);
      expect(new Set(claims.flat().map(({ leaseToken }) => leaseToken)).size).toBe(30);
    });

    it('answers the whole delivery, sending', async () => {
      const [id] = await accept();
      const { delivery, recovered } = await claimOne();
      expect(recovered).toBe(false);
      expect(delivery).toMatchObject({ id, status: 'sending', nextAttemptAt: null, attemptCount: 0, rendered: null });
      expect(await bench.ledger.deliveries.get(delivery.id)).toEqual(delivery);
    });

    it('leaves the triggers named alone', async () => {
      const ids = await accept({ triggerId: 'trg_1' }, { triggerId: 'trg_2' }, { triggerId: 'trg_3' });
      expect(await claimedIds({ exceptTriggerIds: ['trg_1', 'trg_3'] })).toEqual([ids[1]]);
    });
  });

  it('release gives a claim back, due at once, and only to its holder', async () => {
    const [id] = await accept();
    const first = await claimOne();
    await bench.ledger.queue.release(first.id, 'somebody else');
    expect(await claim()).toEqual([]);
    await bench.ledger.queue.release(first.id, first.leaseToken);
    expect(await bench.ledger.deliveries.get(id!)).toMatchObject({
      status: 'scheduled',
      nextAttemptAt: NOON,
      attemptCount: 0,
    });
    const second = await claimOne();
    expect(second).toMatchObject({ id, recovered: false });
    expect(await bench.ledger.deliveries.startAttempt(first.id, first.leaseToken, newStart())).toBe('stale');
  });

  it('release does not free a delivery whose attempt is open', async () => {
    await accept();
    const { id, leaseToken } = await claimOne();
    await bench.ledger.deliveries.startAttempt(id, leaseToken, newStart());
    await bench.ledger.queue.release(id, leaseToken);
    expect(await claim()).toEqual([]);
    expect(await bench.ledger.deliveries.finishAttempt(id, leaseToken, 1, newFinish('succeeded'), toSucceeded)).toBe(
      'ok',
    );
  });

  it('nextDueAt is when the next delivery or lease falls due', async () => {
    const { queue } = bench.ledger;
    expect(await queue.nextDueAt([])).toBeNull();
    await accept({ nextAttemptAt: NOON + 5_000, triggerId: 'trg_1' }, { nextAttemptAt: NOON, triggerId: 'trg_2' });
    expect(await queue.nextDueAt([])).toBe(NOON);
    expect(await queue.nextDueAt(['trg_2'])).toBe(NOON + 5_000);
    expect(await queue.nextDueAt(['trg_1', 'trg_2'])).toBeNull();
    await claimOne();
    expect(await queue.nextDueAt([])).toBe(NOON + LEASE_MS);
  });

  it('settle ends a claim without an attempt', async () => {
    await accept();
    const { id, leaseToken } = await claimOne();
    const diagnostics = [{ code: 'syntax' as const, severity: 'error' as const, message: 'm' }];
    const next = {
      status: 'failed-to-render' as const,
      reason: 'It cannot be rendered.',
      nextAttemptAt: null,
      diagnostics,
    };
    expect(await bench.ledger.deliveries.settle(id, leaseToken, next, NOON + 3)).toBe('ok');
    expect(await bench.ledger.deliveries.get(id)).toMatchObject({
      status: 'failed-to-render',
      reason: 'It cannot be rendered.',
      diagnostics,
      finishedAt: NOON + 3,
      attemptCount: 0,
      lastCode: null,
    });
    expect(await bench.ledger.deliveries.settle(id, leaseToken, next, NOON)).toBe('stale');
  });
}
