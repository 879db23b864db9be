import { describe, expect, it } from 'vitest';
import type { NextState } from '../../packages/server/src/deliveries/delivery-store.ts';
import type { LedgerBench } from './ledger-bench.ts';
import { newDelivery, newEvent, newFinish, newStart, NOON, toExhausted, toSucceeded } from './records.ts';

/** What is counted of deliveries. */
export function describeLedgerFigures(bench: LedgerBench): void {
  describe('figures', () => {
    const minute = 60_000;
    const attempt = async (at: number, outcome: 'succeeded' | 'failed', next: NextState) => {
      const [claim] = await bench.ledger.queue.claim({ now: at, limit: 1, leaseMs: minute, exceptTriggerIds: [] });
      const { id } = claim!.delivery;
      const number = await bench.ledger.deliveries.startAttempt(id, claim!.leaseToken, newStart({ startedAt: at }));
      if (number === 'stale') throw new Error('stale');
      await bench.ledger.deliveries.finishAttempt(id, claim!.leaseToken, number, newFinish(outcome, at), next);
      return id;
    };

    it('know what ended well, of those that ended in the hour and in the day', async () => {
      await bench.acceptOne({}, NOON - 300 * minute);
      await attempt(NOON - 300 * minute, 'failed', toExhausted);
      await bench.acceptOne({}, NOON - minute);
      await attempt(NOON - minute, 'succeeded', toSucceeded);
      await bench.acceptOne({ status: 'failed-to-render', reason: 'broken', nextAttemptAt: null }, NOON - minute);
      const stats = await bench.ledger.deliveries.stats(NOON);
      expect(stats).toMatchObject({ lastHour: 2, firstTryRate: 1, finalRate: 1 / 2 });
      expect(stats.lastDay).toEqual({ accepted: 3, firstTryRate: 1 / 2, finalRate: 1 / 3, failedToRender: 1 });
      expect((await bench.ledger.deliveries.stats(NOON + 1_440 * minute)).lastDay).toMatchObject({
        accepted: 0,
        finalRate: null,
      });
    });

    it('take out of them what is tried again after its end', async () => {
      const id = await bench.acceptOne();
      await attempt(NOON, 'failed', toExhausted);
      expect((await bench.ledger.deliveries.stats(NOON)).finalRate).toBe(0);
      await bench.ledger.deliveries.retry(id, NOON + minute);
      expect((await bench.ledger.deliveries.stats(NOON + minute)).finalRate).toBeNull();
      await attempt(NOON + minute, 'succeeded', toSucceeded);
      await bench.reopen();
      expect(await bench.ledger.deliveries.stats(NOON + minute)).toMatchObject({ finalRate: 1, firstTryRate: 0 });
    });

    it('leave out what a throttle dropped', async () => {
      const throttle = { key: 'a', limit: 1, windowMs: minute };
      for (const at of [0, 1, 2]) await bench.acceptOne({ throttle }, NOON + at);
      const stats = await bench.ledger.deliveries.stats(NOON + 10);
      expect(stats).toMatchObject({ lastHour: 2, finalRate: null, lastDay: { accepted: 2, finalRate: null } });
      expect(stats.perMinute.at(-1)).toMatchObject({ succeeded: 0, failed: 0 });
    });

    it('name a trigger that fails until it succeeds, or is deleted', async () => {
      const failing = async (now = NOON + 10) => (await bench.ledger.deliveries.stats(now)).failing;
      await bench.acceptOne({ triggerId: 'trg_1', triggerName: 'Orders' });
      await attempt(NOON, 'failed', toExhausted);
      const last = await bench.acceptOne({ triggerId: 'trg_1', triggerName: 'Orders' });
      await attempt(NOON + 1, 'failed', toExhausted);
      await bench.acceptOne({ triggerId: 'trg_2', triggerName: 'Refunds' });
      await attempt(NOON + 2, 'failed', toExhausted);
      const [newest, oldest] = await failing();
      expect(newest).toMatchObject({ triggerId: 'trg_2', triggerName: 'Refunds', failures: 1 });
      expect(oldest).toEqual({
        triggerId: 'trg_1',
        triggerName: 'Orders',
        customerId: 'cus_1',
        customerName: 'Acme',
        failures: 2,
        since: new Date(NOON).toISOString(),
        lastAt: new Date(NOON + 1).toISOString(),
        lastDeliveryId: last,
        lastCode: 'connection-refused',
        lastError: 'Refused.',
      });
      expect(await failing(NOON + 8 * 1_440 * minute)).toEqual([]);
      await bench.acceptOne({ triggerId: 'trg_1' });
      await attempt(NOON + 3, 'succeeded', toSucceeded);
      expect((await failing()).map(({ triggerId }) => triggerId)).toEqual(['trg_2']);
      await bench.ledger.triggerStates.delete('trg_2');
      expect(await failing()).toEqual([]);
    });

    it('are empty at first', async () => {
      const stats = await bench.ledger.deliveries.stats(NOON);
      expect(stats).toMatchObject({ lastHour: 0, firstTryRate: null, p95Ms: null, retrying: 0, exhausted: 0 });
      expect(stats.perMinute).toHaveLength(60);
      expect(stats.perMinute.at(0)?.at).toBe('2026-01-15T11:01:00.000Z');
      expect(stats.perMinute.at(-1)).toEqual({ at: '2026-01-15T12:00:00.000Z', succeeded: 0, failed: 0 });
    });

    it('count the last hour of live deliveries', async () => {
      const run = async (
        acceptedAt: number,
        tookMs: number,
        outcomes: ('succeeded' | 'failed')[],
        kind: 'live' | 'test' = 'live',
      ) => {
        const event = newEvent({ kind, receivedAt: acceptedAt });
        await bench.ledger.events.accept(event, [newDelivery(event)]);
        for (const [index, outcome] of outcomes.entries()) {
          const at = acceptedAt + index;
          const [claim] = await bench.ledger.queue.claim({ now: at, limit: 1, leaseMs: minute, exceptTriggerIds: [] });
          const { id } = claim!.delivery;
          const number = await bench.ledger.deliveries.startAttempt(id, claim!.leaseToken, newStart({ startedAt: at }));
          if (number === 'stale') throw new Error('stale');
          const last = index === outcomes.length - 1;
          const next =
            outcome === 'succeeded'
              ? toSucceeded
              : last
                ? toExhausted
                : ({ status: 'retrying', reason: null, nextAttemptAt: at + 1 } as const);
          await bench.ledger.deliveries.finishAttempt(
            id,
            claim!.leaseToken,
            number,
            newFinish(outcome, acceptedAt + tookMs + index),
            next,
          );
        }
      };
      await run(NOON - 61 * minute, 10, ['succeeded']);
      await run(NOON - 30 * minute, 100, ['succeeded']);
      await run(NOON - 30 * minute, 200, ['failed', 'succeeded']);
      await run(NOON - minute, 10, ['failed', 'failed']);
      await run(NOON - minute, 5, ['succeeded'], 'test');
      const filtered = newEvent({ receivedAt: NOON - minute });
      await bench.ledger.events.accept(filtered, [newDelivery(filtered, { status: 'filtered', nextAttemptAt: null })]);
      const stats = await bench.ledger.deliveries.stats(NOON);
      expect(stats).toMatchObject({ lastHour: 3, firstTryRate: 1 / 3, p95Ms: 201, retrying: 0, exhausted: 1 });
      expect(stats.perMinute.filter(({ succeeded, failed }) => succeeded + failed > 0)).toEqual([
        { at: '2026-01-15T11:30:00.000Z', succeeded: 2, failed: 1 },
        { at: '2026-01-15T11:59:00.000Z', succeeded: 0, failed: 2 },
      ]);
    });
  });
}
