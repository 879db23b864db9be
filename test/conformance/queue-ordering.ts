import { describe, expect, it } from 'vitest';
import type { NewDelivery } from '../../packages/server/src/deliveries/delivery-store.ts';
import { LEASE_MS } from './queue-bench.ts';
import type { QueueBench } from './queue-bench.ts';
import { newDelivery, newEvent, NOON } from './records.ts';

/** Deliveries with one ordering key go one after another. */
export function describeQueueOrdering(bench: QueueBench): void {
  const { accept, claim, claimOne, claimedIds, tryOnce } = bench;
  describe('deliveries with one ordering key', () => {
    const order = { key: 'order 7', blockAfterMs: null };
    /** One event each, so that they stand in the order in which they are accepted. */
    const line = async (count: number, overrides: Partial<NewDelivery> = {}): Promise<string[]> => {
      const ids: string[] = [];
      for (let index = 0; index < count; index += 1) ids.push(...(await accept({ order, ...overrides })));
      return ids;
    };
    it.each(['succeeded', 'exhausted'] as const)(
      'go one after another: one that has %s lets the next go',
      async (how) => {
        const [first, second, third] = await line(3);
        expect((await bench.ledger.deliveries.get(second!))?.heldBy).toBe(first);
        await tryOnce(first!, how);
        expect((await bench.ledger.deliveries.get(third!))?.heldBy).toBe(second);
        await tryOnce(second!, how);
        expect(await claimedIds({})).toEqual([third]);
      },
    );

    it('wait while the one in front is sent, and while it waits for another try', async () => {
      const [first, second] = await line(2);
      await tryOnce(first!, 'retrying');
      expect(await claim({ now: NOON + 8_999 })).toEqual([]);
      expect(await bench.ledger.queue.nextDueAt([])).toBe(NOON + 9_000);
      await tryOnce(first!, 'succeeded', NOON + 9_000);
      expect(await claimedIds({ now: NOON + 9_000 })).toEqual([second]);
    });

    it.each([
      ['is cancelled', (id: string) => bench.ledger.deliveries.cancel(id, 'by hand', NOON)],
      [
        'cannot be rendered',
        async (id: string) => {
          const { leaseToken } = await claimOne();
          const next = { status: 'failed-to-render', reason: 'r', nextAttemptAt: null } as const;
          await bench.ledger.deliveries.settle(id, leaseToken, next, NOON);
        },
      ],
    ])('the one in front lets the next go when it %s, and goes behind nobody when it is retried', async (_, stop) => {
      const [first, second] = await line(2);
      await stop(first!);
      expect((await bench.ledger.deliveries.get(second!))?.heldBy).toBeNull();
      await bench.ledger.deliveries.retry(first!, NOON);
      expect((await bench.ledger.deliveries.get(second!))?.heldBy).toBe(first);
      expect(await claimedIds({})).toEqual([first]);
    });

    it('stand in the order of their events, whenever they come', async () => {
      const early = newEvent();
      const [late] = await line(1);
      const delivery = newDelivery(early, { order });
      await bench.ledger.events.accept(early, [delivery]);
      expect(await claimedIds({})).toEqual([delivery.id]);
      expect((await bench.ledger.deliveries.get(late!))?.heldBy).toBe(delivery.id);
    });

    it('of other keys, other triggers, tests and those without one go meanwhile', async () => {
      const [first] = await line(1);
      const others = await accept(
        { order: { ...order, key: 'order 8' } },
        { order, triggerId: 'trg_2' },
        { order, kind: 'test' },
        {},
      );
      expect(await claimedIds({})).toEqual([first, ...others]);
    });

    it('that never had one behind them do not hold what was not scheduled', async () => {
      await line(1);
      const [filtered] = await accept({ order, status: 'filtered', nextAttemptAt: null });
      expect((await bench.ledger.deliveries.get(filtered!))?.heldBy).toBeNull();
    });

    it('wait no longer than the block time, which begins with the first claim of the one in front', async () => {
      const [first, second, third] = await line(3, { order: { ...order, blockAfterMs: 60_000 } });
      await tryOnce(first!, 'retrying');
      expect(await bench.ledger.queue.nextDueAt([])).toBe(NOON + 9_000);
      await tryOnce(first!, 'retrying', NOON + 58_000);
      expect(await bench.ledger.queue.nextDueAt([])).toBe(NOON + 60_000);
      expect(await claimedIds({ now: NOON + 59_999 })).toEqual([]);
      expect(await claimedIds({ now: NOON + 60_000 })).toEqual([second]);
      expect((await bench.ledger.deliveries.get(third!))?.heldBy).toBe(second);
      expect(await claimedIds({ now: NOON + 60_000 + LEASE_MS - 1 })).toEqual([]);
    });

    it('keep their places over a restart', async () => {
      const [first, second] = await line(2);
      await claimOne();
      await bench.reopen();
      await bench.ledger.queue.recoverAll(NOON + 1);
      expect((await bench.ledger.deliveries.get(second!))?.heldBy).toBe(first);
      expect(await claimedIds({ now: NOON + 1 })).toEqual([first]);
    });

    it('are all let go when their trigger is deleted', async () => {
      const ids = await line(4);
      await claimOne();
      expect(await bench.ledger.deliveries.cancelOfTrigger('trg_1', 'gone', NOON)).toBe(4);
      expect(await bench.ledger.queue.nextDueAt([])).toBeNull();
      const [fresh] = await line(1);
      expect(await claimedIds({})).toEqual([fresh]);
      expect(ids).not.toContain(fresh);
    });
  });
}
