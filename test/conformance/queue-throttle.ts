import { describe, expect, it } from 'vitest';
import type { NewDelivery } from '../../packages/server/src/deliveries/delivery-store.ts';
import type { QueueBench } from './queue-bench.ts';
import { newDelivery, newEvent, NOON } from './records.ts';

/** What a throttled trigger sends, when, and what it leaves out. */
export function describeQueueThrottle(bench: QueueBench): void {
  const { readStanding } = bench;
  describe('a throttled trigger', () => {
    const throttle = { key: 'ann', limit: 1, windowMs: 60_000 };
    const send = async (at: number, overrides: Partial<NewDelivery> = {}): Promise<string> => {
      const event = newEvent({ receivedAt: at });
      const delivery = newDelivery(event, { throttle, ...overrides });
      await bench.ledger.events.accept(event, [delivery]);
      return delivery.id;
    };
    it('lets the first go at once and the latest when the window ends; those between are throttled, also over a restart', async () => {
      const first = await send(NOON);
      const between = await send(NOON + 1_000);
      await bench.reopen();
      const latest = await send(NOON + 2_000);
      expect(await readStanding(first)).toMatchObject({ status: 'scheduled', nextAttemptAt: NOON });
      expect(await readStanding(between)).toEqual({
        status: 'throttled',
        nextAttemptAt: null,
        reason: expect.stringContaining(`${latest} came later`),
      });
      expect(await readStanding(latest)).toMatchObject({ status: 'scheduled', nextAttemptAt: NOON + 60_000 });
      expect((await bench.ledger.deliveries.get(between))?.finishedAt).toBe(NOON + 2_000);
      const next = await send(NOON + 61_000);
      expect(await readStanding(latest)).toMatchObject({ status: 'scheduled' });
      expect(await readStanding(next)).toMatchObject({ status: 'scheduled', nextAttemptAt: NOON + 120_000 });
    });

    it('keeps its windows by trigger and key', async () => {
      await send(NOON);
      const others = [
        await send(NOON, { throttle: { ...throttle, key: 'bob' } }),
        await send(NOON, { triggerId: 'trg_2' }),
      ];
      for (const id of others) expect(await readStanding(id)).toMatchObject({ nextAttemptAt: NOON });
    });

    it('adds the delay to what it decides', async () => {
      await send(NOON, { nextAttemptAt: NOON + 5_000 });
      const second = await send(NOON + 1_000, { nextAttemptAt: NOON + 6_000 });
      expect(await readStanding(second)).toMatchObject({ nextAttemptAt: NOON + 65_000 });
    });

    it('leaves what was cancelled cancelled, and what was filtered out of it', async () => {
      await send(NOON);
      const waiting = await send(NOON + 1);
      await bench.ledger.deliveries.cancel(waiting, 'by hand', NOON + 2);
      await send(NOON + 3, { status: 'filtered', nextAttemptAt: null });
      const latest = await send(NOON + 4);
      expect(await readStanding(waiting)).toMatchObject({ status: 'cancelled' });
      expect(await readStanding(latest)).toMatchObject({ status: 'scheduled', nextAttemptAt: NOON + 60_000 });
    });
  });
}
