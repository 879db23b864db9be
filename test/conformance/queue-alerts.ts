import { describe, expect, it } from 'vitest';
import type { QueueBench } from './queue-bench.ts';
import { newFinish, newStart, NOON, toExhausted } from './records.ts';

/** When an alert is on record, and how long it is open. */
export function describeQueueAlerts(bench: QueueBench): void {
  const { accept, claimOne, failWithAlert } = bench;
  describe('an alert', () => {
    it('is on record once for each level, with the end of the try that raised it', async () => {
      const [id] = await accept();
      for (const [number, level] of [
        [1, '50 %'],
        [2, '50 %'],
        [3, '70 %'],
      ] as const)
        expect(await failWithAlert(id!, number, level)).toBe('ok');
      expect(await bench.ledger.deliveries.get(id!)).toMatchObject({
        firstTriedAt: NOON + 1,
        alertLevels: ['50 %', '70 %'],
      });
      const { items } = await bench.ledger.alerts.list({ limit: 10 });
      expect(items).toMatchObject([
        { level: '70 %', deliveryId: id, at: new Date(NOON + 3).toISOString(), triggerName: 'Acme orders' },
        { level: '50 %', at: new Date(NOON + 1).toISOString(), message: '50 % of all', customerName: 'Acme' },
      ]);
      const page = await bench.ledger.alerts.list({ limit: 1, deliveryId: id });
      expect((await bench.ledger.alerts.list({ limit: 1, cursor: page.nextCursor! })).items).toEqual([items[1]]);
    });

    it('is open until its delivery succeeds or is cancelled', async () => {
      const [id] = await accept();
      await failWithAlert(id!, 1, '50 %');
      expect((await bench.ledger.alerts.list({ limit: 10, open: true })).items).toHaveLength(1);
      await bench.ledger.deliveries.cancel(id!, 'by hand', NOON + 5);
      expect((await bench.ledger.alerts.list({ limit: 10, open: true })).items).toEqual([]);
      expect((await bench.ledger.alerts.list({ limit: 10, open: false })).items).toHaveLength(1);
    });

    it('is not raised by a holder that is late', async () => {
      const [id] = await accept();
      const { leaseToken } = await claimOne();
      await bench.ledger.deliveries.startAttempt(id!, leaseToken, newStart());
      await bench.ledger.deliveries.cancel(id!, 'by hand', NOON);
      const next = { ...toExhausted, alert: { level: '90 %', at: NOON, message: 'm' } };
      expect(await bench.ledger.deliveries.finishAttempt(id!, leaseToken, 1, newFinish('failed'), next)).toBe('stale');
      expect((await bench.ledger.alerts.list({ limit: 10 })).items).toEqual([]);
    });
  });
}
