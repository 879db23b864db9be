import { describe, expect, it } from 'vitest';
import type { EventFilter, EventRecord } from '../../packages/server/src/events/event-store.ts';
import { createIdMaker } from '../../packages/server/src/ids/new-id.ts';
import type { LedgerBench } from './ledger-bench.ts';
import { listAll, newDelivery, newEvent, NOON } from './records.ts';

/** How events are kept, found and deduplicated. */
export function describeLedgerEvents(bench: LedgerBench): void {
  describe('events', () => {
    it('keeps an event byte for byte, with its deliveries, when it is opened again', async () => {
      const body = new Uint8Array([0xef, 0xbb, 0xbf, 0, 255, 13, 10]);
      const event = newEvent({
        body,
        customer: 'cus_1',
        sourceEventId: 's-1',
        warnings: ['w'],
        facts: { productIds: ['1'], isTest: true },
      });
      const delivery = newDelivery(event, {
        diagnostics: [{ code: 'syntax', severity: 'error', message: 'm', span: { start: 0, end: 1 } }],
      });
      expect(await bench.ledger.events.accept(event, [delivery])).toEqual({ kind: 'stored', throttled: [] });
      await bench.reopen();
      expect(await bench.ledger.events.get(event.id)).toEqual(event);
      expect(await bench.ledger.deliveries.get(delivery.id)).toEqual({
        ...delivery,
        attemptCount: 0,
        lastCode: null,
        finishedAt: null,
        rendered: null,
        heldBy: null,
        firstTriedAt: null,
        alertLevels: [],
      });
    });

    it('keeps an empty body', async () => {
      const event = newEvent({ body: new Uint8Array() });
      await bench.ledger.events.accept(event, []);
      expect((await bench.ledger.events.get(event.id))?.body).toEqual(new Uint8Array());
    });

    it('answers a key that is there already with the first event and what its answer listed, as it was then', async () => {
      const first = newEvent({ sourceEventId: 's-1' });
      const listed = newDelivery(first);
      const [broken, ...rest] = (['failed-to-render', 'filtered', 'held-back'] as const).map((status) =>
        newDelivery(first, { status, reason: 'why', nextAttemptAt: null }),
      );
      await bench.ledger.events.accept(first, [listed, broken!, ...rest]);
      await bench.ledger.deliveries.cancel(listed.id, 'by hand', NOON);
      const second = newEvent({ sourceEventId: 's-1', body: Buffer.from('other bytes') });
      const unwanted = newDelivery(second);
      const duplicate = {
        kind: 'duplicate',
        event: first,
        deliveries: [
          { id: listed.id, triggerId: 'trg_1', status: 'scheduled' },
          { id: broken!.id, triggerId: 'trg_1', status: 'failed-to-render' },
        ],
      };
      expect(await bench.ledger.events.accept(second, [unwanted])).toEqual(duplicate);
      expect(await bench.ledger.events.find('feed_1', 'shop', 's-1')).toEqual(duplicate);
      expect(await bench.ledger.events.get(second.id)).toBeUndefined();
      expect(await bench.ledger.deliveries.get(unwanted.id)).toBeUndefined();
      for (const { id } of rest) expect((await bench.ledger.deliveries.get(id))?.finishedAt).toBe(NOON);
    });

    it('stores one of many with the same key that arrive at once', async () => {
      const events = Array.from({ length: 20 }, () => newEvent({ sourceEventId: 'same' }));
      const results = await Promise.all(events.map((event) => bench.ledger.events.accept(event, [newDelivery(event)])));
      const duplicates = results.filter((result) => result.kind === 'duplicate');
      expect(duplicates).toHaveLength(19);
      expect(new Set(duplicates.map((result) => result.event.id)).size).toBe(1);
      expect((await bench.ledger.deliveries.list({ limit: 50 })).items).toHaveLength(1);
    });

    it.each([
      ['another feed', { feedId: 'feed_2' }],
      ['another source', { source: 'other' }],
      ['another id', { sourceEventId: 's-2' }],
      ['no id', { sourceEventId: null }],
      ['a test', { kind: 'test' }],
    ] satisfies [string, Partial<EventRecord>][])('takes no duplicate for one with %s', async (_, differing) => {
      await bench.ledger.events.accept(newEvent({ sourceEventId: 's-1' }), []);
      const other = newEvent({ sourceEventId: 's-1', ...differing });
      expect(await bench.ledger.events.accept(other, [])).toEqual({ kind: 'stored', throttled: [] });
      expect(await bench.ledger.events.get(other.id)).toEqual(other);
    });

    it.each([{ sourceEventId: null }, { sourceEventId: 's-1', kind: 'test' }] satisfies Partial<EventRecord>[])(
      'never takes one with %j for a duplicate',
      async (overrides) => {
        for (const event of [newEvent(overrides), newEvent(overrides)]) {
          expect(await bench.ledger.events.accept(event, [])).toEqual({ kind: 'stored', throttled: [] });
        }
        expect(await bench.ledger.events.find('feed_1', 'shop', 's-1')).toBeUndefined();
      },
    );

    it('keeps nothing of an accept that rejects, and everything of the others beside it', async () => {
      const good = newEvent();
      const bad = newEvent();
      const delivery = newDelivery(good);
      const outcomes = await Promise.allSettled([
        bench.ledger.events.accept(good, [delivery]),
        bench.ledger.events.accept(bad, [newDelivery(bad), newDelivery(bad, { id: delivery.id })]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect(await bench.ledger.events.get(good.id)).toBeDefined();
      expect(await bench.ledger.events.get(bad.id)).toBeUndefined();
      expect((await bench.ledger.deliveries.list({ limit: 50 })).items.map(({ id }) => id)).toEqual([delivery.id]);
    });

    it('lists live events newest first, by type and by order', async () => {
      const events = [
        newEvent({ types: ['order.updated', 'refund.applied'] }),
        newEvent({ types: ['refund.applied'], facts: { orderId: '7' } }),
        newEvent({ types: [], facts: {} }),
        newEvent({ types: [], facts: { orderId: '7' } }),
        newEvent({ kind: 'test', types: ['refund.applied'], facts: { orderId: '7' } }),
      ];
      for (const event of events) await bench.ledger.events.accept(event, []);
      const ids = (indices: number[]): string[] => indices.map((index) => events[index]!.id);
      for (const limit of [1, 2, 50]) {
        const listed = await listAll((query) => bench.ledger.events.list(query), limit);
        expect(listed.map(({ id }) => id)).toEqual(ids([3, 2, 1, 0]));
        const byType = await listAll((query) => bench.ledger.events.list({ ...query, type: 'refund.applied' }), limit);
        expect(byType.map(({ id }) => id)).toEqual(ids([1, 0]));
        const byOrder = await listAll((query) => bench.ledger.events.list({ ...query, orderId: '7' }), limit);
        expect(byOrder.map(({ id }) => id)).toEqual(ids([3, 1]));
      }
      const { body, ...summary } = events[3]!;
      expect((await bench.ledger.events.list({ limit: 1 })).items).toEqual([{ ...summary, size: body.byteLength }]);
    });

    describe('are found', () => {
      /** By index: each event, and the customers of its deliveries. */
      const made: [Partial<EventRecord>, string[]][] = [
        [{ facts: { orderId: 'A-100', email: 'Ann@example.com' }, sourceEventId: 'S-1', receivedAt: NOON }, ['cus_1']],
        [
          { facts: { orderId: 'a-1001', email: 'bob@example.com' }, feedId: 'feed_2', receivedAt: NOON + 1 },
          ['cus_1', 'cus_2'],
        ],
        [{ facts: { isTest: true }, customer: 'EXT-2', types: ['order.shipped'], receivedAt: NOON + 2 }, []],
        [{ facts: {}, customer: 'cus_2', types: ['order.shipped'], receivedAt: NOON + 3 }, ['cus_2', 'cus_2']],
        [{ facts: { isTest: false }, kind: 'test', receivedAt: NOON + 4 }, ['cus_1']],
      ];
      const second = { id: 'cus_2', names: ['cus_2', 'EXT-2'] };

      it.each<[string, EventFilter, number[]]>([
        ['by order id, in any case', { orderId: 'a-100' }, [0]],
        ['by email, in any case', { email: 'ANN@example.com' }, [0]],
        ['by how an order id begins', { q: 'A-1' }, [1, 0]],
        ['by how an email begins', { q: ' BOB@' }, [1]],
        ['by the sender’s id', { q: 's-1' }, [0]],
        ['not by the end of an email', { q: 'example.com' }, []],
        ['by feed', { feedId: 'feed_2' }, [1]],
        ['by the customer of a delivery, or addressed', { customer: second }, [3, 2, 1]],
        ['by customer and type', { customer: second, type: 'order.shipped' }, [3, 2]],
        ['by customer and text', { customer: second, q: 'a-1' }, [1]],
        ['by type and feed', { type: 'order.updated', feedId: 'feed_1' }, [0]],
        ['that are tests', { isTest: true }, [2]],
        ['that are no tests', { isTest: false }, [3, 1, 0]],
        ['from a time on', { from: NOON + 2 }, [3, 2]],
        ['from a time on, when nothing came', { from: NOON + 60_000 }, []],
        ['up to a time', { to: NOON + 1 }, [1, 0]],
        ['up to a time before all', { to: NOON - 1 }, []],
        [
          'by everything at once',
          {
            orderId: 'A-1001',
            email: 'bob@example.com',
            q: 'a',
            feedId: 'feed_2',
            customer: second,
            from: NOON,
            to: NOON + 9,
            isTest: false,
            type: 'order.updated',
          },
          [1],
        ],
      ])('%s', async (_, filter, expected) => {
        const events = made.map(([overrides]) =>
          newEvent({ id: createIdMaker(() => overrides.receivedAt ?? NOON)('evt'), ...overrides }),
        );
        for (const [index, event] of events.entries()) {
          const deliveries = made[index]![1].map((customerId) => newDelivery(event, { customerId }));
          await bench.ledger.events.accept(event, deliveries);
        }
        for (const limit of [1, 2, 50]) {
          const listed = await listAll((query) => bench.ledger.events.list({ ...query, ...filter }), limit);
          expect(listed.map(({ id }) => events.findIndex((event) => event.id === id))).toEqual(expected);
        }
        expect((await bench.ledger.events.list({ limit: 1, q: events[0]!.id })).items).toMatchObject([
          { id: events[0]!.id },
        ]);
      });
    });

    it('tells what came of events, and which delivery a trigger made of one', async () => {
      const [event, silent, sent] = [newEvent(), newEvent(), newEvent({ kind: 'test' })];
      const deliveries = ['Acme', 'Bolt', 'Cord', 'Dune', 'Acme'].map((customerName, index) =>
        newDelivery(event, {
          customerName,
          triggerId: `trg_${index}`,
          ...(index === 1 ? { status: 'filtered', reason: 'No', nextAttemptAt: null } : {}),
        }),
      );
      await bench.ledger.events.accept(event, deliveries);
      await bench.ledger.events.accept(silent, []);
      await bench.ledger.events.accept(sent, [newDelivery(sent)]);
      const outcomes = await bench.ledger.events.listOutcomes([event.id, silent.id, sent.id]);
      expect([...outcomes]).toEqual([
        [
          event.id,
          { statuses: { scheduled: 4, filtered: 1 }, customerNames: ['Acme', 'Bolt', 'Cord'], customerCount: 4 },
        ],
      ]);
      const again = newDelivery(event, { triggerId: 'trg_0' });
      await bench.ledger.events.accept(newEvent(), [again]);
      const found = await bench.ledger.events.findDeliveries(event.id, ['trg_0', 'trg_1', 'trg_9']);
      expect(Object.fromEntries(found)).toEqual({
        trg_0: { id: again.id, status: 'scheduled' },
        trg_1: { id: deliveries[1]!.id, status: 'filtered' },
      });
    });
  });
}
