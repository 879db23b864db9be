import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryRecord, NewDelivery } from '../../packages/server/src/deliveries/delivery-store.ts';
import type { Claim, ClaimQuery } from '../../packages/server/src/queue/queue.ts';
import type { Ledger } from '../../packages/server/src/storage/ledger/ledger.ts';
import type { LedgerFixture } from './ledger-port.ts';
import {
  newDelivery,
  newEvent,
  newFinish,
  newStart,
  NOON,
  target,
  toExhausted,
  toRetrying,
  toSucceeded,
} from './records.ts';

const LEASE_MS = 1_000;

/** What every queue does, together with the writes that its leases fence. */
export function describeQueuePort(name: string, create: () => Promise<LedgerFixture>): void {
  describe(`queue port: ${name}`, () => {
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

    const accept = async (...overrides: Partial<NewDelivery>[]): Promise<string[]> => {
      const event = newEvent();
      const deliveries = (overrides.length === 0 ? [{}] : overrides).map((one) => newDelivery(event, one));
      await ledger.events.accept(event, deliveries);
      return deliveries.map(({ id }) => id);
    };
    const claim = (overrides: Partial<ClaimQuery> = {}): Promise<Claim[]> =>
      ledger.queue.claim({ now: NOON, limit: 10, leaseMs: LEASE_MS, exceptTriggerIds: [], ...overrides });
    const claimOne = async (
      now = NOON,
    ): Promise<{ id: string; leaseToken: string; recovered: boolean; delivery: DeliveryRecord }> => {
      const [one, ...others] = await claim({ now });
      expect(others).toEqual([]);
      return { id: one!.delivery.id, ...one! };
    };
    const claimedIds = async (overrides: Partial<ClaimQuery>): Promise<string[]> =>
      (await claim(overrides)).map(({ delivery }) => delivery.id);

    const endDelivery = async (status: 'exhausted' | 'succeeded' | 'retrying'): Promise<string> => {
      const [id] = await accept();
      const { leaseToken } = await claimOne();
      await ledger.deliveries.startAttempt(id!, leaseToken, newStart());
      const next = { status, reason: 'r', nextAttemptAt: status === 'retrying' ? NOON + 9_000 : null };
      await ledger.deliveries.finishAttempt(id!, leaseToken, 1, newFinish('failed'), next);
      return id!;
    };

    /** One try, which ends the delivery or not. */
    const tryOnce = async (id: string, how: 'succeeded' | 'exhausted' | 'retrying', now = NOON): Promise<void> => {
      const { leaseToken } = await claimOne(now);
      await ledger.deliveries.startAttempt(id, leaseToken, newStart({ startedAt: now }));
      const next = { succeeded: toSucceeded, exhausted: toExhausted, retrying: toRetrying(now + 9_000) }[how];
      const number = (await ledger.deliveries.get(id))!.attemptCount;
      const outcome = how === 'succeeded' ? how : 'failed';
      expect(await ledger.deliveries.finishAttempt(id, leaseToken, number, newFinish(outcome, now), next)).toBe('ok');
    };
    const readStanding = async (id: string) => {
      const { status, nextAttemptAt, reason } = (await ledger.deliveries.get(id))!;
      return { status, nextAttemptAt, reason };
    };
    const failWithAlert = async (id: string, number: number, level: string): Promise<'ok' | 'stale'> => {
      const { leaseToken } = await claimOne(NOON + number);
      await ledger.deliveries.startAttempt(id, leaseToken, newStart({ startedAt: NOON + number }));
      const alert = { level, at: NOON + number, message: `${level} of all` };
      return ledger.deliveries.finishAttempt(id, leaseToken, number, newFinish('failed'), {
        ...toRetrying(NOON + number + 1),
        alert,
      });
    };

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
        expect(await ledger.queue.nextDueAt(exceptTriggerIds)).toBe(NOON - 5);
        expect(await claimedIds({ exceptTriggerIds, limit: 3 })).toEqual([olderB, b, a]);
        expect(await claimedIds({ exceptTriggerIds })).toEqual([testOfPaused]);
        expect(await claimedIds({ exceptTriggerIds })).toEqual([]);
        // A lease that runs out counts, whoever's it is.
        expect(await ledger.queue.nextDueAt(exceptTriggerIds)).toBe(NOON + 7);
        expect(await claimedIds({ exceptTriggerIds, now: NOON + 7, limit: 1 })).toEqual([later]);
        expect(await ledger.queue.nextDueAt(exceptTriggerIds)).toBe(NOON + LEASE_MS);
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
        expect(await ledger.deliveries.get(delivery.id)).toEqual(delivery);
      });

      it('leaves the triggers named alone', async () => {
        const ids = await accept({ triggerId: 'trg_1' }, { triggerId: 'trg_2' }, { triggerId: 'trg_3' });
        expect(await claimedIds({ exceptTriggerIds: ['trg_1', 'trg_3'] })).toEqual([ids[1]]);
      });
    });

    it('release gives a claim back, due at once, and only to its holder', async () => {
      const [id] = await accept();
      const first = await claimOne();
      await ledger.queue.release(first.id, 'somebody else');
      expect(await claim()).toEqual([]);
      await ledger.queue.release(first.id, first.leaseToken);
      expect(await ledger.deliveries.get(id!)).toMatchObject({
        status: 'scheduled',
        nextAttemptAt: NOON,
        attemptCount: 0,
      });
      const second = await claimOne();
      expect(second).toMatchObject({ id, recovered: false });
      expect(await ledger.deliveries.startAttempt(first.id, first.leaseToken, newStart())).toBe('stale');
    });

    it('release does not free a delivery whose attempt is open', async () => {
      await accept();
      const { id, leaseToken } = await claimOne();
      await ledger.deliveries.startAttempt(id, leaseToken, newStart());
      await ledger.queue.release(id, leaseToken);
      expect(await claim()).toEqual([]);
      expect(await ledger.deliveries.finishAttempt(id, leaseToken, 1, newFinish('succeeded'), toSucceeded)).toBe('ok');
    });

    it('nextDueAt is when the next delivery or lease falls due', async () => {
      const { queue } = ledger;
      expect(await queue.nextDueAt([])).toBeNull();
      await accept({ nextAttemptAt: NOON + 5_000, triggerId: 'trg_1' }, { nextAttemptAt: NOON, triggerId: 'trg_2' });
      expect(await queue.nextDueAt([])).toBe(NOON);
      expect(await queue.nextDueAt(['trg_2'])).toBe(NOON + 5_000);
      expect(await queue.nextDueAt(['trg_1', 'trg_2'])).toBeNull();
      await claimOne();
      expect(await queue.nextDueAt([])).toBe(NOON + LEASE_MS);
    });

    describe('an attempt', () => {
      it('is on record, open, before it ends, with the bytes that every try sends', async () => {
        await accept();
        const { id, leaseToken } = await claimOne();
        const start = newStart();
        expect(await ledger.deliveries.startAttempt(id, leaseToken, start)).toBe(1);
        await ledger.close();
        ledger = await fixture.open();
        expect(await ledger.deliveries.get(id)).toMatchObject({
          status: 'sending',
          attemptCount: 1,
          rendered: start.rendered,
        });
        expect(await ledger.deliveries.listAttempts(id)).toMatchObject([
          {
            number: 1,
            startedAt: '2026-01-15T12:00:00.000Z',
            finishedAt: null,
            durationMs: null,
            outcome: 'in-progress',
            request: { method: 'POST', url: start.url, headers: start.requestHeaders },
            response: null,
            failure: null,
          },
        ]);
      });

      it('that succeeds ends the delivery', async () => {
        await accept();
        const { id, leaseToken } = await claimOne();
        await ledger.deliveries.startAttempt(id, leaseToken, newStart());
        const finish = newFinish('succeeded');
        expect(await ledger.deliveries.finishAttempt(id, leaseToken, 1, finish, toSucceeded)).toBe('ok');
        expect(await ledger.deliveries.get(id)).toMatchObject({
          status: 'succeeded',
          lastCode: '200',
          finishedAt: NOON + 20,
          nextAttemptAt: null,
        });
        expect(await ledger.deliveries.listAttempts(id)).toMatchObject([
          {
            outcome: 'succeeded',
            durationMs: 12.5,
            finishedAt: '2026-01-15T12:00:00.020Z',
            response: finish.response,
            failure: null,
            summary: finish.summary,
          },
        ]);
        expect(await ledger.deliveries.finishAttempt(id, leaseToken, 1, newFinish('failed'), toExhausted)).toBe(
          'stale',
        );
        expect(await ledger.queue.nextDueAt([])).toBeNull();
      });

      it('that fails makes it due later; the next try sends the same bytes to a target that may be new', async () => {
        await accept();
        const first = await claimOne();
        const { id } = first;
        const start = newStart();
        await ledger.deliveries.startAttempt(id, first.leaseToken, start);
        await ledger.deliveries.finishAttempt(id, first.leaseToken, 1, newFinish('failed'), toRetrying(NOON + 5_000));
        expect(await ledger.deliveries.get(id)).toMatchObject({
          status: 'retrying',
          nextAttemptAt: NOON + 5_000,
          lastCode: 'connection-refused',
          finishedAt: null,
        });
        expect(await claim({ now: NOON + 4_999 })).toEqual([]);
        const second = await claimOne(NOON + 5_000);
        expect(second.delivery.rendered).toEqual(start.rendered);
        const moved = { ...target, url: 'https://new.example', fingerprint: 'two' };
        const other = { ...start.rendered!, body: new Uint8Array([1]), bodyHash: '00' };
        expect(
          await ledger.deliveries.startAttempt(id, second.leaseToken, newStart({ rendered: other, target: moved })),
        ).toBe(2);
        expect((await ledger.deliveries.get(id))?.rendered).toEqual({ ...start.rendered!, target: moved });
      });

      it('keeps an empty body', async () => {
        await accept();
        const { id, leaseToken } = await claimOne();
        const empty = { ...newStart().rendered!, body: new Uint8Array() };
        await ledger.deliveries.startAttempt(id, leaseToken, newStart({ rendered: empty }));
        expect((await ledger.deliveries.get(id))?.rendered?.body).toEqual(new Uint8Array());
      });

      it('is refused while another of the same holder is open', async () => {
        await accept();
        const { id, leaseToken } = await claimOne();
        await ledger.deliveries.startAttempt(id, leaseToken, newStart());
        await expect(ledger.deliveries.startAttempt(id, leaseToken, newStart())).rejects.toThrow(/unique/i);
        expect((await ledger.deliveries.get(id))?.attemptCount).toBe(1);
      });

      it('writes nothing for a stranger', async () => {
        const [id] = await accept();
        const before = await ledger.deliveries.get(id!);
        expect(await ledger.deliveries.startAttempt(id!, 'stranger', newStart())).toBe('stale');
        expect(await ledger.deliveries.startAttempt('none', 'stranger', newStart())).toBe('stale');
        expect(await ledger.deliveries.finishAttempt(id!, 'stranger', 1, newFinish('succeeded'), toSucceeded)).toBe(
          'stale',
        );
        expect(await ledger.deliveries.settle(id!, 'stranger', toExhausted, NOON)).toBe('stale');
        expect(await ledger.deliveries.get(id!)).toEqual(before);
        expect(await ledger.deliveries.listAttempts(id!)).toEqual([]);
      });
    });

    describe('a lease that ran out', () => {
      it('during an attempt: the attempt is interrupted and counts, and the old holder is stale', async () => {
        await accept();
        const old = await claimOne();
        await ledger.deliveries.startAttempt(old.id, old.leaseToken, newStart());
        expect(await claim({ now: NOON + LEASE_MS - 1 })).toEqual([]);
        const taken = await claimOne(NOON + LEASE_MS);
        expect(taken).toMatchObject({
          id: old.id,
          recovered: true,
          delivery: { attemptCount: 1, lastCode: 'interrupted' },
        });
        expect(taken.delivery.rendered?.body).toEqual(newStart().rendered?.body);
        expect(
          await ledger.deliveries.finishAttempt(old.id, old.leaseToken, 1, newFinish('succeeded'), toSucceeded),
        ).toBe('stale');
        expect(await ledger.deliveries.listAttempts(old.id)).toMatchObject([
          {
            outcome: 'interrupted',
            finishedAt: new Date(NOON + LEASE_MS).toISOString(),
            failure: { code: 'interrupted' },
          },
        ]);
        expect(await ledger.deliveries.startAttempt(taken.id, taken.leaseToken, newStart())).toBe(2);
        expect(
          await ledger.deliveries.finishAttempt(taken.id, taken.leaseToken, 2, newFinish('succeeded'), toSucceeded),
        ).toBe('ok');
      });

      it('before any attempt: it is claimed again as it was', async () => {
        await accept();
        const old = await claimOne();
        const taken = await claimOne(NOON + LEASE_MS);
        expect(taken).toMatchObject({ id: old.id, recovered: false, delivery: { attemptCount: 0 } });
        expect(await ledger.deliveries.settle(old.id, old.leaseToken, toExhausted, NOON)).toBe('stale');
      });

      it('but was not taken yet still lets its holder finish', async () => {
        await accept();
        const { id, leaseToken } = await claimOne();
        await ledger.deliveries.startAttempt(id, leaseToken, newStart());
        expect(
          await ledger.deliveries.finishAttempt(
            id,
            leaseToken,
            1,
            newFinish('succeeded', NOON + 2 * LEASE_MS),
            toSucceeded,
          ),
        ).toBe('ok');
      });

      it('of a trigger left alone is ended too', async () => {
        const [id] = await accept();
        await claimOne();
        expect(await claim({ now: NOON + LEASE_MS, exceptTriggerIds: ['trg_1'] })).toEqual([]);
        expect(await ledger.deliveries.get(id!)).toMatchObject({ status: 'scheduled', nextAttemptAt: NOON + LEASE_MS });
      });
    });

    it('recoverAll ends every lease and every open attempt', async () => {
      const [running, held, cancelled, waiting] = await accept(
        { nextAttemptAt: NOON - 3 },
        { nextAttemptAt: NOON - 2 },
        { nextAttemptAt: NOON - 1 },
        { nextAttemptAt: NOON + 9_000 },
      );
      const claims = await claim();
      for (const one of [claims[0]!, claims[2]!])
        await ledger.deliveries.startAttempt(one.delivery.id, one.leaseToken, newStart());
      await ledger.deliveries.cancel(cancelled!, 'by hand', NOON);
      expect(await ledger.queue.recoverAll(NOON + 7)).toBe(2);
      expect(await ledger.deliveries.get(running!)).toMatchObject({
        status: 'retrying',
        nextAttemptAt: NOON + 7,
        attemptCount: 1,
      });
      expect(await ledger.deliveries.get(held!)).toMatchObject({
        status: 'scheduled',
        nextAttemptAt: NOON + 7,
        attemptCount: 0,
      });
      expect(await ledger.deliveries.get(cancelled!)).toMatchObject({ status: 'cancelled' });
      expect(await ledger.deliveries.get(waiting!)).toMatchObject({ status: 'scheduled', nextAttemptAt: NOON + 9_000 });
      for (const id of [running!, cancelled!]) {
        expect(await ledger.deliveries.listAttempts(id)).toMatchObject([{ outcome: 'interrupted' }]);
      }
      expect(await ledger.queue.recoverAll(NOON + 8)).toBe(0);
      const again = await claim({ now: NOON + 8 });
      expect(again.map(({ delivery, recovered }) => [delivery.id, recovered])).toEqual([
        [running, true],
        [held, false],
      ]);
    });

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
          expect((await ledger.deliveries.get(second!))?.heldBy).toBe(first);
          await tryOnce(first!, how);
          expect((await ledger.deliveries.get(third!))?.heldBy).toBe(second);
          await tryOnce(second!, how);
          expect(await claimedIds({})).toEqual([third]);
        },
      );

      it('wait while the one in front is sent, and while it waits for another try', async () => {
        const [first, second] = await line(2);
        await tryOnce(first!, 'retrying');
        expect(await claim({ now: NOON + 8_999 })).toEqual([]);
        expect(await ledger.queue.nextDueAt([])).toBe(NOON + 9_000);
        await tryOnce(first!, 'succeeded', NOON + 9_000);
        expect(await claimedIds({ now: NOON + 9_000 })).toEqual([second]);
      });

      it.each([
        ['is cancelled', (id: string) => ledger.deliveries.cancel(id, 'by hand', NOON)],
        [
          'cannot be rendered',
          async (id: string) => {
            const { leaseToken } = await claimOne();
            const next = { status: 'failed-to-render', reason: 'r', nextAttemptAt: null } as const;
            await ledger.deliveries.settle(id, leaseToken, next, NOON);
          },
        ],
      ])('the one in front lets the next go when it %s, and goes behind nobody when it is retried', async (_, stop) => {
        const [first, second] = await line(2);
        await stop(first!);
        expect((await ledger.deliveries.get(second!))?.heldBy).toBeNull();
        await ledger.deliveries.retry(first!, NOON);
        expect((await ledger.deliveries.get(second!))?.heldBy).toBe(first);
        expect(await claimedIds({})).toEqual([first]);
      });

      it('stand in the order of their events, whenever they come', async () => {
        const early = newEvent();
        const [late] = await line(1);
        const delivery = newDelivery(early, { order });
        await ledger.events.accept(early, [delivery]);
        expect(await claimedIds({})).toEqual([delivery.id]);
        expect((await ledger.deliveries.get(late!))?.heldBy).toBe(delivery.id);
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
        expect((await ledger.deliveries.get(filtered!))?.heldBy).toBeNull();
      });

      it('wait no longer than the block time, which begins with the first claim of the one in front', async () => {
        const [first, second, third] = await line(3, { order: { ...order, blockAfterMs: 60_000 } });
        await tryOnce(first!, 'retrying');
        expect(await ledger.queue.nextDueAt([])).toBe(NOON + 9_000);
        await tryOnce(first!, 'retrying', NOON + 58_000);
        expect(await ledger.queue.nextDueAt([])).toBe(NOON + 60_000);
        expect(await claimedIds({ now: NOON + 59_999 })).toEqual([]);
        expect(await claimedIds({ now: NOON + 60_000 })).toEqual([second]);
        expect((await ledger.deliveries.get(third!))?.heldBy).toBe(second);
        expect(await claimedIds({ now: NOON + 60_000 + LEASE_MS - 1 })).toEqual([]);
      });

      it('keep their places over a restart', async () => {
        const [first, second] = await line(2);
        await claimOne();
        await ledger.close();
        ledger = await fixture.open();
        await ledger.queue.recoverAll(NOON + 1);
        expect((await ledger.deliveries.get(second!))?.heldBy).toBe(first);
        expect(await claimedIds({ now: NOON + 1 })).toEqual([first]);
      });

      it('are all let go when their trigger is deleted', async () => {
        const ids = await line(4);
        await claimOne();
        expect(await ledger.deliveries.cancelOfTrigger('trg_1', 'gone', NOON)).toBe(4);
        expect(await ledger.queue.nextDueAt([])).toBeNull();
        const [fresh] = await line(1);
        expect(await claimedIds({})).toEqual([fresh]);
        expect(ids).not.toContain(fresh);
      });
    });

    describe('a throttled trigger', () => {
      const throttle = { key: 'ann', limit: 1, windowMs: 60_000 };
      const send = async (at: number, overrides: Partial<NewDelivery> = {}): Promise<string> => {
        const event = newEvent({ receivedAt: at });
        const delivery = newDelivery(event, { throttle, ...overrides });
        await ledger.events.accept(event, [delivery]);
        return delivery.id;
      };
      it('lets the first go at once and the latest when the window ends; those between are throttled, also over a restart', async () => {
        const first = await send(NOON);
        const between = await send(NOON + 1_000);
        await ledger.close();
        ledger = await fixture.open();
        const latest = await send(NOON + 2_000);
        expect(await readStanding(first)).toMatchObject({ status: 'scheduled', nextAttemptAt: NOON });
        expect(await readStanding(between)).toEqual({
          status: 'throttled',
          nextAttemptAt: null,
          reason: expect.stringContaining(`${latest} came later`),
        });
        expect(await readStanding(latest)).toMatchObject({ status: 'scheduled', nextAttemptAt: NOON + 60_000 });
        expect((await ledger.deliveries.get(between))?.finishedAt).toBe(NOON + 2_000);
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
        await ledger.deliveries.cancel(waiting, 'by hand', NOON + 2);
        await send(NOON + 3, { status: 'filtered', nextAttemptAt: null });
        const latest = await send(NOON + 4);
        expect(await readStanding(waiting)).toMatchObject({ status: 'cancelled' });
        expect(await readStanding(latest)).toMatchObject({ status: 'scheduled', nextAttemptAt: NOON + 60_000 });
      });
    });

    describe('an alert', () => {
      it('is on record once for each level, with the end of the try that raised it', async () => {
        const [id] = await accept();
        for (const [number, level] of [
          [1, '50 %'],
          [2, '50 %'],
          [3, '70 %'],
        ] as const)
          expect(await failWithAlert(id!, number, level)).toBe('ok');
        expect(await ledger.deliveries.get(id!)).toMatchObject({
          firstTriedAt: NOON + 1,
          alertLevels: ['50 %', '70 %'],
        });
        const { items } = await ledger.alerts.list({ limit: 10 });
        expect(items).toMatchObject([
          { level: '70 %', deliveryId: id, at: new Date(NOON + 3).toISOString(), triggerName: 'Acme orders' },
          { level: '50 %', at: new Date(NOON + 1).toISOString(), message: '50 % of all', customerName: 'Acme' },
        ]);
        const page = await ledger.alerts.list({ limit: 1, deliveryId: id });
        expect((await ledger.alerts.list({ limit: 1, cursor: page.nextCursor! })).items).toEqual([items[1]]);
      });

      it('is open until its delivery succeeds or is cancelled', async () => {
        const [id] = await accept();
        await failWithAlert(id!, 1, '50 %');
        expect((await ledger.alerts.list({ limit: 10, open: true })).items).toHaveLength(1);
        await ledger.deliveries.cancel(id!, 'by hand', NOON + 5);
        expect((await ledger.alerts.list({ limit: 10, open: true })).items).toEqual([]);
        expect((await ledger.alerts.list({ limit: 10, open: false })).items).toHaveLength(1);
      });

      it('is not raised by a holder that is late', async () => {
        const [id] = await accept();
        const { leaseToken } = await claimOne();
        await ledger.deliveries.startAttempt(id!, leaseToken, newStart());
        await ledger.deliveries.cancel(id!, 'by hand', NOON);
        const next = { ...toExhausted, alert: { level: '90 %', at: NOON, message: 'm' } };
        expect(await ledger.deliveries.finishAttempt(id!, leaseToken, 1, newFinish('failed'), next)).toBe('stale');
        expect((await ledger.alerts.list({ limit: 10 })).items).toEqual([]);
      });
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
      expect(await ledger.deliveries.settle(id, leaseToken, next, NOON + 3)).toBe('ok');
      expect(await ledger.deliveries.get(id)).toMatchObject({
        status: 'failed-to-render',
        reason: 'It cannot be rendered.',
        diagnostics,
        finishedAt: NOON + 3,
        attemptCount: 0,
        lastCode: null,
      });
      expect(await ledger.deliveries.settle(id, leaseToken, next, NOON)).toBe('stale');
    });

    describe('cancel', () => {
      it('ends what waits', async () => {
        const [id] = await accept();
        expect(await ledger.deliveries.cancel(id!, 'by hand', NOON + 1)).toBe('ok');
        expect(await ledger.deliveries.get(id!)).toMatchObject({
          status: 'cancelled',
          reason: 'by hand',
          finishedAt: NOON + 1,
          nextAttemptAt: null,
        });
        expect(await claim({ now: NOON + 9_000 })).toEqual([]);
        expect(await ledger.deliveries.cancel(id!, 'again', NOON)).toBe('not-possible');
        expect(await ledger.deliveries.cancel('none', 'x', NOON)).toBe('not-found');
      });

      it('ends what is being sent; the outcome of the try is still put on record', async () => {
        await accept();
        const { id, leaseToken } = await claimOne();
        await ledger.deliveries.startAttempt(id, leaseToken, newStart());
        expect(await ledger.deliveries.cancel(id, 'by hand', NOON)).toBe('ok');
        expect(await ledger.deliveries.finishAttempt(id, leaseToken, 1, newFinish('succeeded'), toSucceeded)).toBe(
          'stale',
        );
        expect(await ledger.deliveries.get(id)).toMatchObject({ status: 'cancelled', lastCode: null });
        expect(await ledger.deliveries.listAttempts(id)).toMatchObject([
          { outcome: 'succeeded', response: { status: 200 } },
        ]);
        expect(await ledger.deliveries.startAttempt(id, leaseToken, newStart())).toBe('stale');
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
        expect(await ledger.deliveries.cancelOfTrigger('trg_9', 'The trigger was deleted.', NOON)).toBe(2);
        const statuses = await Promise.all(
          [a, b, other, done, test].map(async (id) => (await ledger.deliveries.get(id!))?.status),
        );
        expect(statuses).toEqual(['cancelled', 'cancelled', 'scheduled', 'filtered', 'scheduled']);
      });
    });

    describe('retry', () => {
      it.each(['exhausted', 'retrying'] as const)('makes %s due now, with the same bytes', async (status) => {
        const id = await endDelivery(status);
        expect(await ledger.deliveries.retry(id, NOON + 50, { templateId: 'tpl_7', revision: 7 })).toBe('ok');
        expect(await ledger.deliveries.get(id)).toMatchObject({
          status: 'retrying',
          nextAttemptAt: NOON + 50,
          finishedAt: null,
          reason: null,
          revision: 1,
        });
        const { delivery, leaseToken } = await claimOne(NOON + 50);
        expect(delivery.rendered).toEqual(newStart().rendered);
        expect(await ledger.deliveries.startAttempt(id, leaseToken, newStart({ rendered: undefined }))).toBe(2);
      });

      it('makes a cancelled one due now', async () => {
        const [id] = await accept();
        await ledger.deliveries.cancel(id!, 'by hand', NOON);
        expect(await ledger.deliveries.retry(id!, NOON + 1)).toBe('ok');
        expect(await ledger.deliveries.get(id!)).toMatchObject({
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
        expect(await ledger.deliveries.retry(id!, NOON + 1, pin)).toBe('ok');
        expect(await ledger.deliveries.get(id!)).toMatchObject({
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
        expect(await ledger.deliveries.settle(id, leaseToken, next, NOON)).toBe('ok');
        expect(await ledger.deliveries.retry(id, NOON, { templateId: 'tpl_4', revision: 4 })).toBe('ok');
        const { rendered } = newStart();
        expect(await ledger.deliveries.get(id)).toMatchObject({ status: 'retrying', revision: 1, rendered });
      });

      it('is not possible for what has succeeded, waits for its first try, is sent or was filtered', async () => {
        const [filtered] = await accept({ status: 'filtered', nextAttemptAt: null });
        const succeeded = await endDelivery('succeeded');
        const [scheduled, sending] = await accept({ nextAttemptAt: NOON + 1 }, {});
        await claim();
        for (const id of [filtered, succeeded, scheduled, sending]) {
          expect(await ledger.deliveries.retry(id!, NOON)).toBe('not-possible');
        }
        expect(await ledger.deliveries.retry('none', NOON)).toBe('not-found');
      });
    });
  });
}
