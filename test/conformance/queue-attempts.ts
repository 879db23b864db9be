import { describe, expect, it } from 'vitest';
import type { QueueBench } from './queue-bench.ts';
import { newFinish, newStart, NOON, target, toExhausted, toRetrying, toSucceeded } from './records.ts';

/** What an attempt puts on record, and whom it is refused. */
export function describeQueueAttempts(bench: QueueBench): void {
  const { accept, claim, claimOne } = bench;
  describe('an attempt', () => {
    it('is on record, open, before it ends, with the bytes that every try sends', async () => {
      await accept();
      const { id, leaseToken } = await claimOne();
      const start = newStart();
      expect(await bench.ledger.deliveries.startAttempt(id, leaseToken, start)).toBe(1);
      await bench.reopen();
      expect(await bench.ledger.deliveries.get(id)).toMatchObject({
        status: 'sending',
        attemptCount: 1,
        rendered: start.rendered,
      });
      expect(await bench.ledger.deliveries.listAttempts(id)).toMatchObject([
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
      await bench.ledger.deliveries.startAttempt(id, leaseToken, newStart());
      const finish = newFinish('succeeded');
      expect(await bench.ledger.deliveries.finishAttempt(id, leaseToken, 1, finish, toSucceeded)).toBe('ok');
      expect(await bench.ledger.deliveries.get(id)).toMatchObject({
        status: 'succeeded',
        lastCode: '200',
        finishedAt: NOON + 20,
        nextAttemptAt: null,
      });
      expect(await bench.ledger.deliveries.listAttempts(id)).toMatchObject([
        {
          outcome: 'succeeded',
          durationMs: 12.5,
          finishedAt: '2026-01-15T12:00:00.020Z',
          response: finish.response,
          failure: null,
          summary: finish.summary,
        },
      ]);
      expect(await bench.ledger.deliveries.finishAttempt(id, leaseToken, 1, newFinish('failed'), toExhausted)).toBe(
        'stale',
      );
      expect(await bench.ledger.queue.nextDueAt([])).toBeNull();
    });

    it('that fails makes it due later; the next try sends the same bytes to a target that may be new', async () => {
      await accept();
      const first = await claimOne();
      const { id } = first;
      const start = newStart();
      await bench.ledger.deliveries.startAttempt(id, first.leaseToken, start);
      await bench.ledger.deliveries.finishAttempt(
        id,
        first.leaseToken,
        1,
        newFinish('failed'),
        toRetrying(NOON + 5_000),
      );
      expect(await bench.ledger.deliveries.get(id)).toMatchObject({
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
        await bench.ledger.deliveries.startAttempt(id, second.leaseToken, newStart({ rendered: other, target: moved })),
      ).toBe(2);
      expect((await bench.ledger.deliveries.get(id))?.rendered).toEqual({ ...start.rendered!, target: moved });
    });

    it('keeps an empty body', async () => {
      await accept();
      const { id, leaseToken } = await claimOne();
      const empty = { ...newStart().rendered!, body: new Uint8Array() };
      await bench.ledger.deliveries.startAttempt(id, leaseToken, newStart({ rendered: empty }));
      expect((await bench.ledger.deliveries.get(id))?.rendered?.body).toEqual(new Uint8Array());
    });

    it('is refused while another of the same holder is open', async () => {
      await accept();
      const { id, leaseToken } = await claimOne();
      await bench.ledger.deliveries.startAttempt(id, leaseToken, newStart());
      await expect(bench.ledger.deliveries.startAttempt(id, leaseToken, newStart())).rejects.toThrow(/unique/i);
      expect((await bench.ledger.deliveries.get(id))?.attemptCount).toBe(1);
    });

    it('writes nothing for a stranger', async () => {
      const [id] = await accept();
      const before = await bench.ledger.deliveries.get(id!);
      expect(await bench.ledger.deliveries.startAttempt(id!, 'stranger', newStart())).toBe('stale');
      expect(await bench.ledger.deliveries.startAttempt('none', 'stranger', newStart())).toBe('stale');
      expect(await bench.ledger.deliveries.finishAttempt(id!, 'stranger', 1, newFinish('succeeded'), toSucceeded)).toBe(
        'stale',
      );
      expect(await bench.ledger.deliveries.settle(id!, 'stranger', toExhausted, NOON)).toBe('stale');
      expect(await bench.ledger.deliveries.get(id!)).toEqual(before);
      expect(await bench.ledger.deliveries.listAttempts(id!)).toEqual([]);
    });
  });
}
