import { describe, expect, it } from 'vitest';
import type { DeliveryQuery } from '../../packages/server/src/contract/index.ts';
import type { EventRecord } from '../../packages/server/src/events/event-store.ts';
import { InvalidCursor } from '../../packages/server/src/storage/storage-errors.ts';
import type { LedgerBench } from './ledger-bench.ts';
import { listAll, newDelivery, newEvent, newFinish, newStart, NOON, toSucceeded } from './records.ts';

const eventWithDelivery = (
  offset: number,
  facts: EventRecord['facts'],
  overrides: Parameters<typeof newDelivery>[1] = {},
) => {
  const event = newEvent({ receivedAt: NOON + offset, facts });
  return { event, delivery: newDelivery(event, overrides) };
};

/** How deliveries are found. */
export function describeLedgerDeliveries(bench: LedgerBench): void {
  describe('lists of deliveries', () => {
    it.each([
      [{ status: ['scheduled'] }, [4, 3, 0]],
      [{ status: ['filtered', 'succeeded'] }, [2, 1]],
      [{ status: [] }, []],
      [{ customerId: 'cus_2' }, [3]],
      [{ triggerId: 'trg_2' }, [4, 3]],
      [{ eventType: 'refund.applied' }, [1]],
      [{ orderId: '2002' }, [2]],
      [{ code: '200' }, [2]],
      [{ q: '20' }, [2]],
      [{ q: 'BOB@' }, [3]],
      [{ q: 'warehouse' }, [4, 3]],
      [{ q: 'nothing such' }, []],
      [{ q: '   ' }, [4, 3, 2, 1, 0]],
      [{ q: '%' }, []],
      [{ q: 'acme', status: ['scheduled'] }, [4, 3, 0]],
      [{ q: 'warehouse', customerId: 'cus_1' }, [4]],
      [{ from: NOON + 2 }, [4, 3, 2]],
      [{ to: NOON + 1 }, [1, 0]],
      [{ from: NOON + 1, to: NOON + 3, status: ['scheduled', 'filtered'] }, [3, 1]],
    ] satisfies [Partial<Omit<DeliveryQuery, 'from' | 'to'>> & { from?: number; to?: number }, number[]][])(
      '%j',
      async (filter, expected) => {
        const made = [
          eventWithDelivery(0, { orderId: '1001', email: 'ann@example.com' }),
          eventWithDelivery(
            1,
            { orderId: '1002' },
            { status: 'filtered', nextAttemptAt: null, eventType: 'refund.applied' },
          ),
          eventWithDelivery(2, { orderId: '2002' }),
          eventWithDelivery(
            3,
            { email: 'Bob@example.com' },
            { triggerId: 'trg_2', triggerName: 'Acme Warehouse', customerId: 'cus_2' },
          ),
          eventWithDelivery(4, {}, { triggerId: 'trg_2', triggerName: 'Acme Warehouse' }),
        ];
        for (const { event, delivery } of made) await bench.ledger.events.accept(event, [delivery]);
        const [claim] = await bench.ledger.queue.claim({
          now: NOON + 2,
          limit: 1,
          leaseMs: 1_000,
          exceptTriggerIds: ['trg_2'],
        });
        expect(claim?.delivery.id).toBe(made[0]!.delivery.id);
        await bench.ledger.queue.release(claim!.delivery.id, claim!.leaseToken);
        const claims = await bench.ledger.queue.claim({
          now: NOON + 2,
          limit: 5,
          leaseMs: 1_000,
          exceptTriggerIds: ['trg_2'],
        });
        for (const { delivery, leaseToken } of claims) {
          if (delivery.orderId !== '2002') await bench.ledger.queue.release(delivery.id, leaseToken);
          else {
            await bench.ledger.deliveries.startAttempt(delivery.id, leaseToken, newStart());
            await bench.ledger.deliveries.finishAttempt(
              delivery.id,
              leaseToken,
              1,
              newFinish('succeeded'),
              toSucceeded,
            );
          }
        }
        for (const limit of [1, 2, 50]) {
          const listed = await listAll((query) => bench.ledger.deliveries.list({ ...query, ...filter }), limit);
          expect(listed.map(({ id }) => id)).toEqual(expected.map((index) => made[index]!.delivery.id));
        }
      },
    );

    it('finds by event id', async () => {
      const events = [newEvent(), newEvent()];
      for (const event of events) await bench.ledger.events.accept(event, [newDelivery(event)]);
      const [, event] = events;
      expect((await bench.ledger.deliveries.list({ limit: 5, eventId: event!.id })).items).toHaveLength(1);
      expect((await bench.ledger.deliveries.list({ limit: 5, q: event!.id })).items).toMatchObject([
        { eventId: event!.id },
      ]);
    });

    it('gives the newest of a trigger, without tests and other triggers', async () => {
      const made = [
        eventWithDelivery(0, {}, { triggerId: 'trg_2' }),
        eventWithDelivery(1, {}),
        eventWithDelivery(2, {}, { triggerId: 'trg_2', kind: 'test' }),
        eventWithDelivery(3, {}, { triggerId: 'trg_2', status: 'filtered', nextAttemptAt: null }),
        eventWithDelivery(4, {}, { triggerId: 'trg_2' }),
      ];
      for (const { event, delivery } of made) await bench.ledger.events.accept(event, [delivery]);
      const newest = await bench.ledger.deliveries.listNewest('trg_2', 2);
      expect(newest).toEqual([
        { id: made[4]!.delivery.id, status: 'scheduled', lastCode: null, createdAt: made[4]!.delivery.createdAt },
        { id: made[3]!.delivery.id, status: 'filtered', lastCode: null, createdAt: made[3]!.delivery.createdAt },
      ]);
      expect((await bench.ledger.deliveries.listNewest('trg_2', 9)).map(({ id }) => id)).toEqual(
        [4, 3, 0].map((place) => made[place]!.delivery.id),
      );
      expect(await bench.ledger.deliveries.listNewest('trg_9', 9)).toEqual([]);
    });

    it.each(['', 'nonsense', '!', Buffer.from('events:evt_1').toString('base64url')])(
      'refuses the cursor "%s"',
      async (cursor) => {
        await expect(bench.ledger.deliveries.list({ limit: 5, cursor })).rejects.toThrow(InvalidCursor);
      },
    );
  });
}
