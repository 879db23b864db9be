import { describe, expect, it } from 'vitest';
import type { QueueBench } from './queue-bench.ts';
import { newStart, NOON } from './records.ts';

/** What can be tried again by hand, and with which bytes. */
export function describeQueueRetry(bench: QueueBench): void {
  const { accept, claim, claimOne, endDelivery } = bench;
  describe('retry', () => {
    it.each(['exhausted', 'retrying'] as const)('makes %s due now, with the same bytes', async (status) => {
      const id = await endDelivery(status);
      expect(await bench.ledger.deliveries.retry(id, NOON + 50, { templateId: 'tpl_7', revision: 7 })).toBe('ok');
      expect(await bench.ledger.deliveries.get(id)).toMatchObject({
        status: 'retrying',
        nextAttemptAt: NOON + 50,
        finishedAt: null,
        reason: null,
        revision: 1,
      });
      const { delivery, leaseToken } = await claimOne(NOON + 50);
      expect(delivery.rendered).toEqual(newStart().rendered);
      expect(await bench.ledger.deliveries.startAttempt(id, leaseToken, newStart({ rendered: undefined }))).toBe(2);
    });

    it('makes a cancelled one due now', async () => {
      const [id] = await accept();
      await bench.ledger.deliveries.cancel(id!, 'by hand', NOON);
      expect(await bench.ledger.deliveries.retry(id!, NOON + 1)).toBe('ok');
      expect(await bench.ledger.deliveries.get(id!)).toMatchObject({
        status: 'scheduled',
        nextAttemptAt: NOON + 1,
        finishedAt: null,
        reason: null,
      });
    });

    it.each([
      [undefined, { templateId: 'tpl_1', revision: 1 }],
      [
        { templateId: 'tpl_4', revision: 4 },
        { templateId: 'tpl_4', revision: 4 },
      ],
    ])('after a failed render with pin %j pins %j', async (pin, pinned) => {
      const [id] = await accept({
        status: 'failed-to-render',
        nextAttemptAt: null,
        reason: 'r',
        diagnostics: [{ code: 'syntax', severity: 'error', message: 'm' }],
      });
      expect(await bench.ledger.deliveries.retry(id!, NOON + 1, pin)).toBe('ok');
      expect(await bench.ledger.deliveries.get(id!)).toMatchObject({
        status: 'scheduled',
        ...pinned,
        diagnostics: [],
        rendered: null,
      });
    });

    it('after a failed render that followed a try keeps revision and bytes: every try sends the same', async () => {
      const id = await endDelivery('retrying');
      const { leaseToken } = await claimOne(NOON + 9_000);
      const next = { status: 'failed-to-render', reason: 'r', nextAttemptAt: null } as const;
      expect(await bench.ledger.deliveries.settle(id, leaseToken, next, NOON)).toBe('ok');
      expect(await bench.ledger.deliveries.retry(id, NOON, { templateId: 'tpl_4', revision: 4 })).toBe('ok');
      const { rendered } = newStart();
      expect(await bench.ledger.deliveries.get(id)).toMatchObject({ status: 'retrying', revision: 1, rendered });
    });

    it('is not possible for what has succeeded, waits for its first try, is sent or was filtered', async () => {
      const [filtered] = await accept({ status: 'filtered', nextAttemptAt: null });
      const succeeded = await endDelivery('succeeded');
      const [scheduled, sending] = await accept({ nextAttemptAt: NOON + 1 }, {});
      await claim();
      for (const id of [filtered, succeeded, scheduled, sending]) {
        expect(await bench.ledger.deliveries.retry(id!, NOON)).toBe('not-possible');
      }
      expect(await bench.ledger.deliveries.retry('none', NOON)).toBe('not-found');
    });
  });
}
