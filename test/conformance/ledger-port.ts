import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryQuery } from '../../packages/server/src/contract/index.ts';
import type { NextState } from '../../packages/server/src/deliveries/delivery-store.ts';
import type { EventFilter, EventRecord } from '../../packages/server/src/events/event-store.ts';
import { createIdMaker } from '../../packages/server/src/ids/new-id.ts';
import type { InboxRecord } from '../../packages/server/src/inbox/inbox-store.ts';
import type { Ledger } from '../../packages/server/src/storage/ledger/ledger.ts';
import { InvalidCursor } from '../../packages/server/src/storage/storage-errors.ts';
import {
  listAll,
  newDelivery,
  newEvent,
  newFinish,
  newStart,
  nextId,
  NOON,
  toExhausted,
  toSucceeded,
} from './records.ts';

export interface LedgerFixture {
  /** Opens an empty ledger the first time, and the same one again after `close`. */
  open: () => Promise<Ledger>;
  dispose: () => Promise<void>;
}

const eventWithDelivery = (
  offset: number,
  facts: EventRecord['facts'],
  overrides: Parameters<typeof newDelivery>[1] = {},
) => {
  const event = newEvent({ receivedAt: NOON + offset, facts });
  return { event, delivery: newDelivery(event, overrides) };
};

const newMessage = (name: string): InboxRecord => ({
  id: nextId('msg'),
  name,
  receivedAt: NOON,
  method: 'POST',
  path: `/inbox/${name}?a=1`,
  headers: [
    ['x-a', '1'],
    ['x-a', '2'],
  ],
  body: new Uint8Array([0, 255]),
  email: null,
});

const newEmail = (name: string): InboxRecord => ({
  ...newMessage(name),
  method: 'EMAIL',
  email: {
    from: 'Acme <a@acme.example>',
    to: ['b@x.example'],
    cc: [],
    bcc: ['c@x.example'],
    subject: 'é',
    html: null,
    text: 'x',
    attachments: [{ filename: 'e.json', contentType: 'application/json', size: 2 }],
  },
});

const newSample = (eventType: string) => ({
  id: nextId('smp'),
  name: 'S',
  eventType,
  body: '{"a" : 1.0}\r\n',
  builtIn: false,
  createdAt: '2026-01-15T12:00:00.000Z',
});

const newEntry = (subject: string) => ({ at: NOON, actor: 'ann', action: 'reveal', subject });

/** What every ledger does, but for the queue's part: see queue-port.ts. */
export function describeLedgerPort(implementation: string, create: () => Promise<LedgerFixture>): void {
  describe(`ledger port: ${implementation}`, () => {
    let fixture: LedgerFixture;
    let ledger: Ledger;
    beforeEach(async () => {
      fixture = await create();
      ledger = await fixture.open();
    });
    afterEach(async () => {
      await ledger.close();
      await fixture.dispose();
    });

    const reopen = async (): Promise<void> => {
      await ledger.close();
      ledger = await fixture.open();
    };

    /** An event with one delivery, whose id it answers. */
    const acceptOne = async (overrides: Parameters<typeof newDelivery>[1] = {}, at = NOON) => {
      const event = newEvent({ receivedAt: at });
      const delivery = newDelivery(event, overrides);
      await ledger.events.accept(event, [delivery]);
      return delivery.id;
    };

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
        expect(await ledger.events.accept(event, [delivery])).toEqual({ kind: 'stored' });
        await reopen();
        expect(await ledger.events.get(event.id)).toEqual(event);
        expect(await ledger.deliveries.get(delivery.id)).toEqual({
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
        await ledger.events.accept(event, []);
        expect((await ledger.events.get(event.id))?.body).toEqual(new Uint8Array());
      });

      it('answers a key that is there already with the first event and what its answer listed, as it was then', async () => {
        const first = newEvent({ sourceEventId: 's-1' });
        const listed = newDelivery(first);
        const [broken, ...rest] = (['failed-to-render', 'filtered', 'held-back'] as const).map((status) =>
          newDelivery(first, { status, reason: 'why', nextAttemptAt: null }),
        );
        await ledger.events.accept(first, [listed, broken!, ...rest]);
        await ledger.deliveries.cancel(listed.id, 'by hand', NOON);
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
        expect(await ledger.events.accept(second, [unwanted])).toEqual(duplicate);
        expect(await ledger.events.find('feed_1', 'shop', 's-1')).toEqual(duplicate);
        expect(await ledger.events.get(second.id)).toBeUndefined();
        expect(await ledger.deliveries.get(unwanted.id)).toBeUndefined();
        for (const { id } of rest) expect((await ledger.deliveries.get(id))?.finishedAt).toBe(NOON);
      });

      it('stores one of many with the same key that arrive at once', async () => {
        const events = Array.from({ length: 20 }, () => newEvent({ sourceEventId: 'same' }));
        const results = await Promise.all(events.map((event) => ledger.events.accept(event, [newDelivery(event)])));
        const duplicates = results.filter((result) => result.kind === 'duplicate');
        expect(duplicates).toHaveLength(19);
        expect(new Set(duplicates.map((result) => result.event.id)).size).toBe(1);
        expect((await ledger.deliveries.list({ limit: 50 })).items).toHaveLength(1);
      });

      it.each([
        ['another feed', { feedId: 'feed_2' }],
        ['another source', { source: 'other' }],
        ['another id', { sourceEventId: 's-2' }],
        ['no id', { sourceEventId: null }],
        ['a test', { kind: 'test' }],
      ] satisfies [string, Partial<EventRecord>][])('takes no duplicate for one with %s', async (_, differing) => {
        await ledger.events.accept(newEvent({ sourceEventId: 's-1' }), []);
        const other = newEvent({ sourceEventId: 's-1', ...differing });
        expect(await ledger.events.accept(other, [])).toEqual({ kind: 'stored' });
        expect(await ledger.events.get(other.id)).toEqual(other);
      });

      it.each([{ sourceEventId: null }, { sourceEventId: 's-1', kind: 'test' }] satisfies Partial<EventRecord>[])(
        'never takes one with %j for a duplicate',
        async (overrides) => {
          for (const event of [newEvent(overrides), newEvent(overrides)]) {
            expect(await ledger.events.accept(event, [])).toEqual({ kind: 'stored' });
          }
          expect(await ledger.events.find('feed_1', 'shop', 's-1')).toBeUndefined();
        },
      );

      it('keeps nothing of an accept that rejects, and everything of the others beside it', async () => {
        const good = newEvent();
        const bad = newEvent();
        const delivery = newDelivery(good);
        const outcomes = await Promise.allSettled([
          ledger.events.accept(good, [delivery]),
          ledger.events.accept(bad, [newDelivery(bad), newDelivery(bad, { id: delivery.id })]),
        ]);
        expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
        expect(await ledger.events.get(good.id)).toBeDefined();
        expect(await ledger.events.get(bad.id)).toBeUndefined();
        expect((await ledger.deliveries.list({ limit: 50 })).items.map(({ id }) => id)).toEqual([delivery.id]);
      });

      it('lists live events newest first, by type and by order', async () => {
        const events = [
          newEvent({ types: ['order.updated', 'refund.applied'] }),
          newEvent({ types: ['refund.applied'], facts: { orderId: '7' } }),
          newEvent({ types: [], facts: {} }),
          newEvent({ types: [], facts: { orderId: '7' } }),
          newEvent({ kind: 'test', types: ['refund.applied'], facts: { orderId: '7' } }),
        ];
        for (const event of events) await ledger.events.accept(event, []);
        const ids = (indices: number[]): string[] => indices.map((index) => events[index]!.id);
        for (const limit of [1, 2, 50]) {
          const listed = await listAll((query) => ledger.events.list(query), limit);
          expect(listed.map(({ id }) => id)).toEqual(ids([3, 2, 1, 0]));
          const byType = await listAll((query) => ledger.events.list({ ...query, type: 'refund.applied' }), limit);
          expect(byType.map(({ id }) => id)).toEqual(ids([1, 0]));
          const byOrder = await listAll((query) => ledger.events.list({ ...query, orderId: '7' }), limit);
          expect(byOrder.map(({ id }) => id)).toEqual(ids([3, 1]));
        }
        const { body, ...summary } = events[3]!;
        expect((await ledger.events.list({ limit: 1 })).items).toEqual([{ ...summary, size: body.byteLength }]);
      });

      describe('are found', () => {
        /** By index: each event, and the customers of its deliveries. */
        const made: [Partial<EventRecord>, string[]][] = [
          [
            { facts: { orderId: 'A-100', email: 'Ann@example.com' }, sourceEventId: 'S-1', receivedAt: NOON },
            ['cus_1'],
          ],
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
            await ledger.events.accept(event, deliveries);
          }
          for (const limit of [1, 2, 50]) {
            const listed = await listAll((query) => ledger.events.list({ ...query, ...filter }), limit);
            expect(listed.map(({ id }) => events.findIndex((event) => event.id === id))).toEqual(expected);
          }
          expect((await ledger.events.list({ limit: 1, q: events[0]!.id })).items).toMatchObject([
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
        await ledger.events.accept(event, deliveries);
        await ledger.events.accept(silent, []);
        await ledger.events.accept(sent, [newDelivery(sent)]);
        const outcomes = await ledger.events.listOutcomes([event.id, silent.id, sent.id]);
        expect([...outcomes]).toEqual([
          [
            event.id,
            { statuses: { scheduled: 4, filtered: 1 }, customerNames: ['Acme', 'Bolt', 'Cord'], customerCount: 4 },
          ],
        ]);
        const again = newDelivery(event, { triggerId: 'trg_0' });
        await ledger.events.accept(newEvent(), [again]);
        const found = await ledger.events.findDeliveries(event.id, ['trg_0', 'trg_1', 'trg_9']);
        expect(Object.fromEntries(found)).toEqual({
          trg_0: { id: again.id, status: 'scheduled' },
          trg_1: { id: deliveries[1]!.id, status: 'filtered' },
        });
      });
    });

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
          for (const { event, delivery } of made) await ledger.events.accept(event, [delivery]);
          const [claim] = await ledger.queue.claim({
            now: NOON + 2,
            limit: 1,
            leaseMs: 1_000,
            exceptTriggerIds: ['trg_2'],
          });
          expect(claim?.delivery.id).toBe(made[0]!.delivery.id);
          await ledger.queue.release(claim!.delivery.id, claim!.leaseToken);
          const claims = await ledger.queue.claim({
            now: NOON + 2,
            limit: 5,
            leaseMs: 1_000,
            exceptTriggerIds: ['trg_2'],
          });
          for (const { delivery, leaseToken } of claims) {
            if (delivery.orderId !== '2002') await ledger.queue.release(delivery.id, leaseToken);
            else {
              await ledger.deliveries.startAttempt(delivery.id, leaseToken, newStart());
              await ledger.deliveries.finishAttempt(delivery.id, leaseToken, 1, newFinish('succeeded'), toSucceeded);
            }
          }
          for (const limit of [1, 2, 50]) {
            const listed = await listAll((query) => ledger.deliveries.list({ ...query, ...filter }), limit);
            expect(listed.map(({ id }) => id)).toEqual(expected.map((index) => made[index]!.delivery.id));
          }
        },
      );

      it('finds by event id', async () => {
        const events = [newEvent(), newEvent()];
        for (const event of events) await ledger.events.accept(event, [newDelivery(event)]);
        const [, event] = events;
        expect((await ledger.deliveries.list({ limit: 5, eventId: event!.id })).items).toHaveLength(1);
        expect((await ledger.deliveries.list({ limit: 5, q: event!.id })).items).toMatchObject([
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
        for (const { event, delivery } of made) await ledger.events.accept(event, [delivery]);
        const newest = await ledger.deliveries.listNewest('trg_2', 2);
        expect(newest).toEqual([
          { id: made[4]!.delivery.id, status: 'scheduled', lastCode: null, createdAt: made[4]!.delivery.createdAt },
          { id: made[3]!.delivery.id, status: 'filtered', lastCode: null, createdAt: made[3]!.delivery.createdAt },
        ]);
        expect((await ledger.deliveries.listNewest('trg_2', 9)).map(({ id }) => id)).toEqual(
          [4, 3, 0].map((place) => made[place]!.delivery.id),
        );
        expect(await ledger.deliveries.listNewest('trg_9', 9)).toEqual([]);
      });

      it.each(['', 'nonsense', '!', Buffer.from('events:evt_1').toString('base64url')])(
        'refuses the cursor "%s"',
        async (cursor) => {
          await expect(ledger.deliveries.list({ limit: 5, cursor })).rejects.toThrow(InvalidCursor);
        },
      );
    });

    describe('figures', () => {
      const minute = 60_000;
      const attempt = async (at: number, outcome: 'succeeded' | 'failed', next: NextState) => {
        const [claim] = await ledger.queue.claim({ now: at, limit: 1, leaseMs: minute, exceptTriggerIds: [] });
        const { id } = claim!.delivery;
        const number = await ledger.deliveries.startAttempt(id, claim!.leaseToken, newStart({ startedAt: at }));
        if (number === 'stale') throw new Error('stale');
        await ledger.deliveries.finishAttempt(id, claim!.leaseToken, number, newFinish(outcome, at), next);
        return id;
      };

      it('know what ended well, of those that ended in the hour and in the day', async () => {
        await acceptOne({}, NOON - 300 * minute);
        await attempt(NOON - 300 * minute, 'failed', toExhausted);
        await acceptOne({}, NOON - minute);
        await attempt(NOON - minute, 'succeeded', toSucceeded);
        await acceptOne({ status: 'failed-to-render', reason: 'broken', nextAttemptAt: null }, NOON - minute);
        const stats = await ledger.deliveries.stats(NOON);
        expect(stats).toMatchObject({ lastHour: 2, firstTryRate: 1, finalRate: 1 / 2 });
        expect(stats.lastDay).toEqual({ accepted: 3, firstTryRate: 1 / 2, finalRate: 1 / 3, failedToRender: 1 });
        expect((await ledger.deliveries.stats(NOON + 1_440 * minute)).lastDay).toMatchObject({
          accepted: 0,
          finalRate: null,
        });
      });

      it('take out of them what is tried again after its end', async () => {
        const id = await acceptOne();
        await attempt(NOON, 'failed', toExhausted);
        expect((await ledger.deliveries.stats(NOON)).finalRate).toBe(0);
        await ledger.deliveries.retry(id, NOON + minute);
        expect((await ledger.deliveries.stats(NOON + minute)).finalRate).toBeNull();
        await attempt(NOON + minute, 'succeeded', toSucceeded);
        await reopen();
        expect(await ledger.deliveries.stats(NOON + minute)).toMatchObject({ finalRate: 1, firstTryRate: 0 });
      });

      it('leave out what a throttle dropped', async () => {
        const throttle = { key: 'a', limit: 1, windowMs: minute };
        for (const at of [0, 1, 2]) await acceptOne({ throttle }, NOON + at);
        expect((await ledger.deliveries.stats(NOON + 10)).lastHour).toBe(2);
      });

      it('tell what is due, since when, and what waits', async () => {
        await acceptOne({ nextAttemptAt: NOON - 2 });
        await acceptOne({ nextAttemptAt: NOON - 1 });
        await acceptOne({ nextAttemptAt: NOON + 5 });
        expect((await ledger.deliveries.stats(NOON)).backlog).toEqual({
          due: 2,
          waiting: 1,
          oldestDueAt: new Date(NOON - 2).toISOString(),
        });
      });

      it('name a trigger that fails until it succeeds, or is deleted', async () => {
        const failing = async (now = NOON + 10) => (await ledger.deliveries.stats(now)).failing;
        await acceptOne({ triggerId: 'trg_1', triggerName: 'Orders' });
        await attempt(NOON, 'failed', toExhausted);
        const last = await acceptOne({ triggerId: 'trg_1', triggerName: 'Orders' });
        await attempt(NOON + 1, 'failed', toExhausted);
        await acceptOne({ triggerId: 'trg_2', triggerName: 'Refunds' });
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
        await acceptOne({ triggerId: 'trg_1' });
        await attempt(NOON + 3, 'succeeded', toSucceeded);
        expect((await failing()).map(({ triggerId }) => triggerId)).toEqual(['trg_2']);
        await ledger.triggerStates.delete('trg_2');
        expect(await failing()).toEqual([]);
      });

      it('are empty at first', async () => {
        const stats = await ledger.deliveries.stats(NOON);
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
          await ledger.events.accept(event, [newDelivery(event)]);
          for (const [index, outcome] of outcomes.entries()) {
            const at = acceptedAt + index;
            const [claim] = await ledger.queue.claim({ now: at, limit: 1, leaseMs: minute, exceptTriggerIds: [] });
            const { id } = claim!.delivery;
            const number = await ledger.deliveries.startAttempt(id, claim!.leaseToken, newStart({ startedAt: at }));
            if (number === 'stale') throw new Error('stale');
            const last = index === outcomes.length - 1;
            const next =
              outcome === 'succeeded'
                ? toSucceeded
                : last
                  ? toExhausted
                  : ({ status: 'retrying', reason: null, nextAttemptAt: at + 1 } as const);
            await ledger.deliveries.finishAttempt(
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
        await ledger.events.accept(filtered, [newDelivery(filtered, { status: 'filtered', nextAttemptAt: null })]);
        const stats = await ledger.deliveries.stats(NOON);
        expect(stats).toMatchObject({ lastHour: 3, firstTryRate: 1 / 3, p95Ms: 201, retrying: 0, exhausted: 1 });
        expect(stats.perMinute.filter(({ succeeded, failed }) => succeeded + failed > 0)).toEqual([
          { at: '2026-01-15T11:30:00.000Z', succeeded: 2, failed: 1 },
          { at: '2026-01-15T11:59:00.000Z', succeeded: 0, failed: 2 },
        ]);
      });
    });

    describe('revisions', () => {
      const revision = {
        templateId: 'tpl_1',
        revision: 1,
        language: 'jsonata' as const,
        source: '{ "a": "é\u0000" }\r\n',
        format: 'csv' as const,
        formatOptions: { csvFormulas: 'keep' as const },
        partials: [{ name: 'Order "lines"', templateId: 'tpl_9', revision: 3, source: '{{a}}\u0000\r\n' }],
        note: '',
        publishedAt: '2026-01-15T12:00:00.000Z',
        publishedBy: 'ann',
      };

      it('are kept as they were added, newest first', async () => {
        await ledger.revisions.add(revision);
        await ledger.revisions.add({ ...revision, revision: 2, source: '' });
        await ledger.revisions.add({ ...revision, templateId: 'tpl_2' });
        await reopen();
        expect(await ledger.revisions.get('tpl_1', 1)).toEqual(revision);
        expect((await ledger.revisions.list('tpl_1')).map((one) => one.revision)).toEqual([2, 1]);
        expect(await ledger.revisions.get('tpl_1', 3)).toBeUndefined();
        expect(await ledger.revisions.list('none')).toEqual([]);
      });

      it('never change', async () => {
        await ledger.revisions.add(revision);
        await expect(ledger.revisions.add({ ...revision, source: 'other' })).rejects.toThrow(
          'has a revision 1 already',
        );
        expect(await ledger.revisions.get('tpl_1', 1)).toEqual(revision);
      });
    });

    it('keeps what running a trigger leaves behind', async () => {
      const { triggerStates } = ledger;
      const test = { deliveryId: 'dlv_1', fingerprint: 'f', succeeded: true, at: NOON };
      expect(await triggerStates.get('trg_1')).toBeUndefined();
      await triggerStates.recordTest('trg_1', test);
      await triggerStates.pause('trg_1', 'It answered 410.', NOON);
      await triggerStates.pause('trg_2', 'It answered 410.', NOON);
      expect(await triggerStates.get('trg_1')).toEqual({
        triggerId: 'trg_1',
        pausedBecause: 'It answered 410.',
        pausedAt: NOON,
        test,
      });
      await triggerStates.resume('trg_1');
      await triggerStates.resume('trg_3');
      await triggerStates.recordTest('trg_1', { ...test, succeeded: false });
      expect(await triggerStates.list()).toEqual([
        { triggerId: 'trg_1', pausedBecause: null, pausedAt: null, test: { ...test, succeeded: false } },
        { triggerId: 'trg_2', pausedBecause: 'It answered 410.', pausedAt: NOON, test: null },
      ]);
      await triggerStates.delete('trg_1');
      expect(await triggerStates.get('trg_1')).toBeUndefined();
    });

    it('keeps samples, byte for byte, and lists them by event type', async () => {
      const { samples } = ledger;
      const [a, b, c] = [newSample('order.updated'), newSample('order.shipped'), newSample('order.updated')];
      for (const one of [a, b, c]) await samples.put(one);
      await samples.put({ ...b, name: 'Renamed' });
      expect(await samples.get(b.id)).toEqual({ ...b, name: 'Renamed' });
      expect(await listAll((query) => samples.list(query), 2)).toEqual([c, { ...b, name: 'Renamed' }, a]);
      expect(await listAll((query) => samples.list({ ...query, eventType: 'order.updated' }), 1)).toEqual([c, a]);
      expect(await samples.delete(a.id)).toBe(true);
      expect(await samples.delete(a.id)).toBe(false);
      expect(await samples.get(a.id)).toBeUndefined();
    });

    describe('inbox', () => {
      it('keeps messages byte for byte and lists them newest first, by name', async () => {
        const [a, b, c] = [newMessage('one'), { ...newMessage('two'), body: new Uint8Array() }, newEmail('one')];
        for (const one of [a, b, c]) await ledger.inbox.add(one);
        expect(await ledger.inbox.get(b.id)).toEqual(b);
        expect(await listAll((query) => ledger.inbox.list(query), 2)).toEqual([c, b, a]);
        expect(await listAll((query) => ledger.inbox.list({ ...query, name: 'one' }), 1)).toEqual([c, a]);
        expect(await ledger.inbox.clear('two')).toBe(1);
        expect(await ledger.inbox.get(b.id)).toBeUndefined();
        expect(await ledger.inbox.clear()).toBe(2);
        expect(await ledger.inbox.get(a.id)).toBeUndefined();
        expect(await ledger.inbox.clear()).toBe(0);
      });

      it('keeps the newest 500', async () => {
        const messages = Array.from({ length: 503 }, () => newMessage('one'));
        await Promise.all(messages.map((one) => ledger.inbox.add(one)));
        const kept = await listAll((query) => ledger.inbox.list(query), 200);
        expect(kept.map(({ id }) => id)).toEqual(
          messages
            .slice(3)
            .map(({ id }) => id)
            .toReversed(),
        );
      });
    });

    it('keeps sessions until they expire', async () => {
      const session = { tokenHash: 'ff', role: 'editor' as const, name: 'ann', createdAt: NOON, expiresAt: NOON + 10 };
      await ledger.sessions.add(session);
      await ledger.sessions.add({ ...session, tokenHash: 'ee', expiresAt: NOON + 11 });
      expect(await ledger.sessions.get('ff')).toEqual(session);
      await ledger.sessions.deleteExpired(NOON + 10);
      expect(await ledger.sessions.get('ff')).toBeUndefined();
      expect(await ledger.sessions.get('ee')).toBeDefined();
      await ledger.sessions.delete('ee');
      expect(await ledger.sessions.get('ee')).toBeUndefined();
    });

    it('keeps the audit, newest first', async () => {
      await Promise.all(['a', 'b', 'c'].map((subject) => ledger.audit.add(newEntry(subject))));
      await reopen();
      expect(await ledger.audit.list(2)).toEqual([newEntry('c'), newEntry('b')]);
    });

    it('is healthy', async () => {
      await expect(ledger.checkHealth()).resolves.toBeUndefined();
    });
  });
}
