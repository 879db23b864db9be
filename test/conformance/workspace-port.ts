import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedRecord } from '../../packages/server/src/feeds/feed-record.ts';
import { VersionConflict } from '../../packages/server/src/storage/workspace/workspace.ts';
import type { Workspace } from '../../packages/server/src/storage/workspace/workspace.ts';

const at = '2026-01-15T12:00:00.000Z';

export function newFeed(id: string, overrides: Partial<FeedRecord> = {}): FeedRecord {
  return {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    name: `Feed ${id}`,
    customers: ['cus_1'],
    timeZone: 'UTC',
    enabled: true,
    token: `token-${id}`,
    ...overrides,
  };
}

/** What every workspace does. `open` opens an empty one the first time, and the same one again after `close`. */
export function describeWorkspacePort(
  name: string,
  create: () => Promise<{ open: () => Promise<Workspace>; dispose: () => Promise<void> }>,
): void {
  describe(`workspace port: ${name}`, () => {
    let open: () => Promise<Workspace>;
    let dispose: () => Promise<void>;
    let workspace: Workspace;
    beforeEach(async () => {
      ({ open, dispose } = await create());
      workspace = await open();
    });
    afterEach(async () => {
      await workspace.close();
      await dispose();
    });

    const put = (...feeds: FeedRecord[]): Promise<void> =>
      workspace.write(async (writer) => {
        for (const feed of feeds) await writer.feeds.put(feed);
      });

    it('keeps every collection and every mark when it is opened again, in order of creation', async () => {
      const entity = { version: 1, createdAt: at, updatedAt: at };
      const customer = {
        ...entity,
        id: 'cus_1',
        name: 'Acme',
        externalId: null,
        variables: { deep: { list: [1, null, 'x'] } },
      };
      const template = {
        ...entity,
        id: 'tpl_1',
        name: 'T',
        description: '',
        language: 'jsonata' as const,
        source: '{ "a": b }\n',
        format: 'csv' as const,
        formatOptions: { csvFormulas: 'keep' as const },
        eventType: null,
        target: { kind: 'schema' as const, text: '{"properties":{"id":{}}}', operation: null },
        published: { revision: 1, publishedAt: at },
      };
      const trigger = {
        ...entity,
        id: 'trg_1',
        customerId: 'cus_1',
        name: 'Acme orders',
        routes: [{ events: ['order.updated'] }],
        includeTest: false,
        templateId: 'tpl_1',
        revision: 'published' as const,
        destination: {
          kind: 'url' as const,
          url: 'https://acme.example',
          method: 'POST' as const,
          headers: [],
          auth: { kind: 'none' as const },
          sign: true,
          timeoutSeconds: 30,
        },
        retry: { delaysSeconds: [0, 5] },
        delayMinutes: 0,
        throttle: null,
        orderingKey: null,
        blockAfter: null,
        status: 'active' as const,
        signingSecrets: [{ sealed: 'x', createdAt: at, until: null }],
      };
      const wanted = {
        ...entity,
        id: 'case_1',
        templateId: 'tpl_1',
        name: 'plain',
        payload: '{"a":1.0}\r\n',
        sampleId: null,
        context: { event: { deep: [1, null] } },
        expected: 'a\r\n1\r\n',
        expectedDiagnostics: '',
      };
      const key = { ...entity, id: 'key_1', name: 'K', role: 'admin' as const, prefix: 'pm_', hash: 'ff' };
      const kind = { ...entity, id: 'knd_1', name: 'parcel', title: 'Parcel', facts: { orderId: 'data.ref' } };
      const change = { ...entity, id: 'typ_1', origin: 'built-in' as const, name: 'order.updated', enabled: false };
      const smtp = {
        host: 'mail.example.com',
        port: 587,
        security: 'starttls' as const,
        user: 'post',
        sealedPassword: 'x',
      };
      const settings = { ...entity, id: 'settings', smtp, mailFrom: null, allowNetworks: ['10.0.0.0/8'] };
      await workspace.write(async (writer) => {
        await writer.feeds.put(newFeed('b'));
        await writer.feeds.put(newFeed('a'));
        await writer.customers.put(customer);
        await writer.templates.put(template);
        await writer.triggers.put(trigger);
        await writer.keys.put(key);
        await writer.setMark('demo-seeded');
      });
      // Alone: what a write touches must not hang on another collection's change.
      await workspace.write((writer) => writer.catalog.put(change));
      await workspace.write((writer) => writer.kinds.put(kind));
      await workspace.write((writer) => writer.settings.put(settings));
      await workspace.write((writer) => writer.cases.put(wanted));
      await workspace.close();
      workspace = await open();
      expect(await workspace.records.feeds.list()).toEqual([newFeed('b'), newFeed('a')]);
      expect(await workspace.records.customers.get('cus_1')).toEqual(customer);
      expect(await workspace.records.templates.get('tpl_1')).toEqual(template);
      expect(await workspace.records.triggers.get('trg_1')).toEqual(trigger);
      expect(await workspace.records.keys.list()).toEqual([key]);
      expect(await workspace.records.catalog.list()).toEqual([change]);
      expect(await workspace.records.kinds.list()).toEqual([kind]);
      expect(await workspace.records.settings.list()).toEqual([settings]);
      expect(await workspace.records.cases.list()).toEqual([wanted]);
      expect(await workspace.hasMark('demo-seeded')).toBe(true);
      expect(await workspace.hasMark('other')).toBe(false);
    });

    it('answers undefined and false for what is not there', async () => {
      expect(await workspace.records.feeds.get('none')).toBeUndefined();
      expect(await workspace.write((writer) => writer.feeds.delete('none'))).toBe(false);
    });

    it('replaces in place and deletes', async () => {
      await put(newFeed('a'), newFeed('b'));
      await put(newFeed('a', { version: 2, name: 'New name' }));
      expect((await workspace.records.feeds.list()).map((feed) => feed.name)).toEqual(['New name', 'Feed b']);
      expect(await workspace.write((writer) => writer.feeds.delete('a'))).toBe(true);
      expect(await workspace.records.feeds.get('a')).toBeUndefined();
    });

    it.each([
      ['a new record that is not version 1', newFeed('new', { version: 2 })],
      ['a change of the same version', newFeed('a', { version: 1 })],
      ['a change that skips a version', newFeed('a', { version: 3 })],
    ])('refuses %s', async (_, feed) => {
      await put(newFeed('a'));
      await expect(put(feed)).rejects.toThrow(VersionConflict);
      expect(await workspace.records.feeds.list()).toEqual([newFeed('a')]);
    });

    it('refuses a record that it could not read again', async () => {
      await expect(put(newFeed('a', { timeZone: 'Mars/Olympus' }))).rejects.toThrow('timeZone');
    });

    it('hands out copies and keeps copies', async () => {
      const given = newFeed('a');
      await put(given);
      given.customers = 'all';
      const read = await workspace.records.feeds.get('a');
      if (read && read.customers !== 'all') read.customers.push('cus_2');
      const [listed] = await workspace.records.feeds.list();
      if (listed) listed.name = 'changed';
      expect(await workspace.records.feeds.get('a')).toEqual(newFeed('a'));
    });

    it('reads its own writes inside a write, and shows them outside only after', async () => {
      await workspace.write(async (writer) => {
        await writer.feeds.put(newFeed('a'));
        expect(await writer.feeds.get('a')).toEqual(newFeed('a'));
        expect(await writer.feeds.list()).toHaveLength(1);
        expect(await workspace.records.feeds.get('a')).toBeUndefined();
      });
      expect(await workspace.records.feeds.get('a')).toEqual(newFeed('a'));
    });

    it('undoes a write whole when it rejects', async () => {
      await put(newFeed('a'));
      const failing = workspace.write(async (writer) => {
        await writer.feeds.delete('a');
        await writer.feeds.put(newFeed('b'));
        await writer.setMark('half');
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      expect(await workspace.records.feeds.list()).toEqual([newFeed('a')]);
      expect(await workspace.hasMark('half')).toBe(false);
    });

    it('runs writes one at a time', async () => {
      await put(newFeed('a'));
      await Promise.all(
        Array.from({ length: 10 }, () =>
          workspace.write(async (writer) => {
            const feed = await writer.feeds.get('a');
            await new Promise(setImmediate);
            if (feed) await writer.feeds.put({ ...feed, version: feed.version + 1 });
          }),
        ),
      );
      expect((await workspace.records.feeds.get('a'))?.version).toBe(11);
    });

    it('refuses to write with a writer whose write has ended', async () => {
      const writer = await workspace.write(async (given) => given);
      await expect(writer.feeds.put(newFeed('late'))).rejects.toThrow('ended');
    });

    it('calls listeners after each committed write, until they are ended', async () => {
      const seen: number[] = [];
      const end = workspace.onChange(() => {
        void workspace.records.feeds.list().then((feeds) => seen.push(feeds.length));
      });
      await put(newFeed('a'));
      await expect(put(newFeed('a'))).rejects.toThrow(VersionConflict);
      await put(newFeed('b'));
      end();
      await put(newFeed('c'));
      expect(seen).toEqual([1, 2]);
    });
  });
}
