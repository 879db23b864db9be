import { describe, expect, it } from 'vitest';
import type { InboxRecord } from '../../packages/server/src/inbox/inbox-store.ts';
import type { Ledger } from '../../packages/server/src/storage/ledger/ledger.ts';
import { setUpLedgerBench } from './ledger-bench.ts';
import { describeLedgerDeliveries } from './ledger-deliveries.ts';
import { describeLedgerEvents } from './ledger-events.ts';
import { describeLedgerFigures } from './ledger-figures.ts';
import { listAll, nextId, NOON } from './records.ts';

export interface LedgerFixture {
  /** Opens an empty ledger the first time, and the same one again after `close`. */
  open: () => Promise<Ledger>;
  dispose: () => Promise<void>;
}

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
    const bench = setUpLedgerBench(create);
    describeLedgerEvents(bench);
    describeLedgerDeliveries(bench);
    describeLedgerFigures(bench);

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
        await bench.ledger.revisions.add(revision);
        await bench.ledger.revisions.add({ ...revision, revision: 2, source: '' });
        await bench.ledger.revisions.add({ ...revision, templateId: 'tpl_2' });
        await bench.reopen();
        expect(await bench.ledger.revisions.get('tpl_1', 1)).toEqual(revision);
        expect((await bench.ledger.revisions.list('tpl_1')).map((one) => one.revision)).toEqual([2, 1]);
        expect(await bench.ledger.revisions.get('tpl_1', 3)).toBeUndefined();
        expect(await bench.ledger.revisions.list('none')).toEqual([]);
      });

      it('never change', async () => {
        await bench.ledger.revisions.add(revision);
        await expect(bench.ledger.revisions.add({ ...revision, source: 'other' })).rejects.toThrow(
          'has a revision 1 already',
        );
        expect(await bench.ledger.revisions.get('tpl_1', 1)).toEqual(revision);
      });
    });

    it('keeps what running a trigger leaves behind', async () => {
      const { triggerStates } = bench.ledger;
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
      const { samples } = bench.ledger;
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
        for (const one of [a, b, c]) await bench.ledger.inbox.add(one);
        expect(await bench.ledger.inbox.get(b.id)).toEqual(b);
        expect(await listAll((query) => bench.ledger.inbox.list(query), 2)).toEqual([c, b, a]);
        expect(await listAll((query) => bench.ledger.inbox.list({ ...query, name: 'one' }), 1)).toEqual([c, a]);
        expect(await bench.ledger.inbox.clear('two')).toBe(1);
        expect(await bench.ledger.inbox.get(b.id)).toBeUndefined();
        expect(await bench.ledger.inbox.clear()).toBe(2);
        expect(await bench.ledger.inbox.get(a.id)).toBeUndefined();
        expect(await bench.ledger.inbox.clear()).toBe(0);
      });

      it('keeps the newest 500', async () => {
        const messages = Array.from({ length: 503 }, () => newMessage('one'));
        await Promise.all(messages.map((one) => bench.ledger.inbox.add(one)));
        const kept = await listAll((query) => bench.ledger.inbox.list(query), 200);
        expect(kept.map(({ id }) => id)).toEqual(
          messages
            .slice(3)
            .map(({ id }) => id)
            .toReversed(),
        );
      });
    });

    it('keeps sessions until they expire', async () => {
      const session = {
        id: 'ses_1',
        tokenHash: 'ff',
        role: 'editor' as const,
        name: 'ann',
        createdAt: NOON,
        expiresAt: NOON + 10,
        lastUsedAt: NOON,
        address: '203.0.113.7',
        userAgent: null,
      };
      const later = { ...session, id: 'ses_2', tokenHash: 'ee', createdAt: NOON + 1, expiresAt: NOON + 11 };
      await bench.ledger.sessions.add(session);
      await bench.ledger.sessions.add(later);
      expect(await bench.ledger.sessions.get('ff')).toEqual(session);
      await bench.ledger.sessions.touch('ff', { at: NOON + 5, address: null, userAgent: 'Firefox' });
      const used = { ...session, lastUsedAt: NOON + 5, address: null, userAgent: 'Firefox' };
      expect(await bench.ledger.sessions.list(NOON)).toEqual([later, used]);
      expect(await bench.ledger.sessions.list(NOON + 10)).toEqual([later]);
      await bench.ledger.sessions.deleteExpired(NOON + 10);
      expect(await bench.ledger.sessions.get('ff')).toBeUndefined();
      expect(await bench.ledger.sessions.get('ee')).toBeDefined();
      await bench.ledger.sessions.delete('ee');
      expect(await bench.ledger.sessions.get('ee')).toBeUndefined();
    });

    it('keeps the audit, newest first', async () => {
      await Promise.all(['a', 'b', 'c'].map((subject) => bench.ledger.audit.add(newEntry(subject))));
      await bench.reopen();
      const first = await bench.ledger.audit.list({ limit: 2 });
      expect(first.items).toMatchObject([newEntry('c'), newEntry('b')]);
      const second = await bench.ledger.audit.list({ limit: 2, cursor: first.nextCursor ?? undefined });
      expect(second).toMatchObject({ items: [newEntry('a')], nextCursor: null });
    });

    it('keeps when keys were last used', async () => {
      const { keyUses } = bench.ledger;
      await keyUses.touch('key_1', NOON);
      await keyUses.touch('key_2', NOON);
      await keyUses.touch('key_1', NOON + 60_000);
      await keyUses.delete('key_2');
      await bench.reopen();
      expect(await bench.ledger.keyUses.list()).toEqual(new Map([['key_1', NOON + 60_000]]));
      expect(await bench.ledger.keyUses.get('key_1')).toBe(NOON + 60_000);
      expect(await bench.ledger.keyUses.get('key_2')).toBeUndefined();
    });

    it('is healthy', async () => {
      await expect(bench.ledger.checkHealth()).resolves.toBeUndefined();
    });
  });
}
