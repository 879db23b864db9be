import { describe, expect, it } from 'vitest';
import type { QueueBench } from './queue-bench.ts';
import { newFinish, newStart, NOON, toSucceeded } from './records.ts';

/** What can be cancelled, and what is still put on record after it. */
export function describeQueueCancel(bench: QueueBench): void {
  const { accept, claim, claimOne } = bench;
  describe('cancel', () => {
    it('ends what waits', async () => {
      const [id] = await accept();
      expect(await bench.ledger.deliveries.cancel(id!, 'by hand', NOON + 1)).toBe('ok');
      expect(await bench.ledger.deliveries.get(id!)).toMatchObject({
        status: 'cancelled',
        reason: 'by hand',
        finishedAt: NOON + 1,
        nextAttemptAt: null,
      });
      expect(await claim({ now: NOON + 9_000 })).toEqual([]);
      expect(await bench.ledger.deliveries.cancel(id!, 'again', NOON)).toBe('not-possible');
      expect(await bench.ledger.deliveries.cancel('none', 'x', NOON)).toBe('not-found');
    });

    it('ends what is being sent; the outcome of the try is still put on record', async () => {
      await accept();
      const { id, leaseToken } = await claimOne();
      await bench.ledger.deliveries.startAttempt(id, leaseToken, newStart());
      expect(await bench.ledger.deliveries.cancel(id, 'by hand', NOON)).toBe('ok');
      expect(await bench.ledger.deliveries.finishAttempt(id, leaseToken, 1, newFinish('succeeded'), toSucceeded)).toBe(
        'stale',
      );
      expect(await bench.ledger.deliveries.get(id)).toMatchObject({ status: 'cancelled', lastCode: null });
      expect(await bench.ledger.deliveries.listAttempts(id)).toMatchObject([
        { outcome: 'succeeded', response: { status: 200 } },
      ]);
      expect(await bench.ledger.deliveries.startAttempt(id, leaseToken, newStart())).toBe('stale');
    });

    it('of a trigger ends its live deliveries that are not finished', async () => {
      const [a, b, other, done, test] = await accept(
        { triggerId: 'trg_9' },
        { triggerId: 'trg_9', nextAttemptAt: NOON + 1 },
        {},
        { triggerId: 'trg_9', status: 'filtered', nextAttemptAt: null },
        { triggerId: 'trg_9', kind: 'test' },
      );
      await claim({ limit: 1 });
      expect(await bench.ledger.deliveries.cancelOfTrigger('trg_9', 'The trigger was deleted.', NOON)).toBe(2);
      const statuses = await Promise.all(
        [a, b, other, done, test].map(async (id) => (await bench.ledger.deliveries.get(id!))?.status),
      );
      expect(statuses).toEqual(['cancelled', 'cancelled', 'scheduled', 'filtered', 'scheduled']);
    });
  });
}
