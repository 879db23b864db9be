import { mkdir, mkdtemp, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeWorkspacePort, newFeed } from '../../../../../../test/conformance/workspace-port.ts';
import { StorageRefused, StorageUnavailable } from '../../storage-errors.ts';
import type { Workspace } from '../workspace.ts';
import { openLowdbWorkspace } from './open-lowdb-workspace.ts';
import { parseWorkspace } from './workspace-document.ts';
import { WORKSPACE_SCHEMA_VERSION } from './workspace-migrations.ts';

describeWorkspacePort('lowdb', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postmap-workspace-'));
  return {
    open: () => openLowdbWorkspace({ file: join(folder, 'workspace.json') }),
    dispose: () => rm(folder, { recursive: true }),
  };
});

const addFeed = (workspace: Workspace, id: string): Promise<void> =>
  workspace.write((writer) => writer.feeds.put(newFeed(id)));

describe('openLowdbWorkspace', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postmap-workspace-'));
    file = join(folder, 'workspace.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const refusal = async (): Promise<Error> => {
    const error: unknown = await openLowdbWorkspace({ file }).catch((reason: unknown) => reason);
    if (!(error instanceof StorageRefused)) throw new Error(`not refused: ${String(error)}`);
    return error;
  };

  it('writes readable JSON with its version, for the owner alone', async () => {
    const workspace = await openLowdbWorkspace({ file });
    await addFeed(workspace, 'a');
    const text = await readFile(file, 'utf8');
    expect(text).toContain(`\n  "schemaVersion": ${WORKSPACE_SCHEMA_VERSION},\n`);
    expect(text).toContain('\n      "id": "a",\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).not.toContain('workspace.json.new');
  });

  it('keeps the states before, newest first, and no more than asked for', async () => {
    const workspace = await openLowdbWorkspace({ file, keepBackups: 2 });
    for (const id of ['a', 'b', 'c', 'd']) await addFeed(workspace, id);
    const feedsIn = async (name: string): Promise<number> =>
      parseWorkspace(await readFile(join(folder, name), 'utf8')).feeds.length;
    expect((await readdir(folder)).toSorted()).toEqual(['workspace.json', 'workspace.json.1', 'workspace.json.2']);
    expect(await feedsIn('workspace.json')).toBe(4);
    expect(await feedsIn('workspace.json.1')).toBe(3);
    expect(await feedsIn('workspace.json.2')).toBe(2);
  });

  it('does not touch the disk for a write that changes nothing', async () => {
    const workspace = await openLowdbWorkspace({ file });
    await workspace.write(async (writer) => writer.feeds.delete('none'));
    expect(await readdir(folder)).toEqual(['workspace.json']);
  });

  it('reads a file of version 0 and writes it in the present form', async () => {
    const old = { feeds: { b: newFeed('b'), a: newFeed('a') }, customers: {} };
    await writeFile(file, JSON.stringify(old));
    const workspace = await openLowdbWorkspace({ file });
    expect(await workspace.records.feeds.list()).toEqual([newFeed('b'), newFeed('a')]);
    expect(await workspace.records.triggers.list()).toEqual([]);
    await addFeed(workspace, 'c');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      schemaVersion: WORKSPACE_SCHEMA_VERSION,
      marks: [],
      keys: [],
      catalog: [],
    });
    expect(JSON.parse(await readFile(`${file}.1`, 'utf8'))).toEqual(old);
  });

  it('gives the templates of version 6 no target', async () => {
    const template = {
      id: 'tpl_1',
      version: 1,
      createdAt: '2026-01-15T12:00:00.000Z',
      updatedAt: '2026-01-15T12:00:00.000Z',
      name: 'Orders',
      description: '',
      language: 'jsonata',
      source: '{}',
      format: 'json',
      formatOptions: {},
      eventType: null,
      published: null,
    };
    const empty = { marks: [], feeds: [], customers: [], triggers: [], keys: [], catalog: [], kinds: [], settings: [] };
    await writeFile(file, JSON.stringify({ schemaVersion: 6, ...empty, cases: [], templates: [template] }));
    const workspace = await openLowdbWorkspace({ file });
    expect(await workspace.records.templates.get('tpl_1')).toEqual({ ...template, target: null });
  });

  it('gives the triggers of version 1 no delay, no throttle and no ordering key', async () => {
    const trigger = {
      id: 'trg_1',
      version: 1,
      createdAt: '2026-01-15T12:00:00.000Z',
      updatedAt: '2026-01-15T12:00:00.000Z',
      customerId: 'cus_1',
      name: 'Orders',
      routes: [{ events: ['order.updated'] }],
      includeTest: false,
      templateId: null,
      revision: 'published',
      destination: { kind: 'url', url: 'https://acme.example/', method: 'POST', headers: [], auth: { kind: 'none' } },
      retry: 'standard',
      status: 'active',
      signingSecrets: [],
    };
    const empty = { marks: [], feeds: [], customers: [], templates: [], keys: [] };
    await writeFile(file, JSON.stringify({ schemaVersion: 1, ...empty, triggers: [trigger] }));
    const workspace = await openLowdbWorkspace({ file });
    expect(await workspace.records.triggers.get('trg_1')).toMatchObject({
      name: 'Orders',
      delayMinutes: 0,
      throttle: null,
      orderingKey: null,
      blockAfter: null,
    });
  });

  it.each([
    ['a newer version', '{"schemaVersion": 99}', 'schemaVersion: version 99 was written by a newer Postmap'],
    ['a cut file', '{"schemaVersion": 1, "feeds": [', '$: damaged, not JSON'],
    ['an empty file', '', '$: damaged, not JSON'],
    ['no object', '[]', '$: not a workspace'],
    [
      'a record that is wrong inside',
      JSON.stringify({
        schemaVersion: 1,
        marks: [],
        feeds: [newFeed('a'), { ...newFeed('b'), customers: [1] }],
        customers: [],
        templates: [],
        triggers: [],
        keys: [],
      }),
      'feeds[1].customers',
    ],
    [
      'an id used twice',
      JSON.stringify({ feeds: [newFeed('a'), newFeed('a')] }),
      'feeds[1].id: the id "a" is used twice',
    ],
  ])('refuses %s, naming the file, the place and the backup, and changes nothing', async (_, text, place) => {
    const workspace = await openLowdbWorkspace({ file });
    await addFeed(workspace, 'a');
    await addFeed(workspace, 'b');
    await writeFile(`${file}.1`, 'damaged too');
    await writeFile(file, text);
    const { message } = await refusal();
    expect(message).toContain(`${file}: ${place}`);
    expect(message).toContain(`${file}.2: to go back to it`);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('says so when there is no backup to go back to', async () => {
    await writeFile(file, '{');
    expect((await refusal()).message).toContain('No whole backup is beside it');
  });

  it('does not begin anew where backups tell of a lost file', async () => {
    const workspace = await openLowdbWorkspace({ file });
    await addFeed(workspace, 'a');
    await rm(file);
    expect((await refusal()).message).toContain('is missing, but backups');
    expect(await readdir(folder)).toEqual(['workspace.json.1']);
  });

  it('keeps memory and file as they were when the disk write fails, and recovers', async () => {
    const workspace = await openLowdbWorkspace({ file });
    await addFeed(workspace, 'a');
    const before = await readFile(file, 'utf8');
    let changes = 0;
    workspace.onChange(() => (changes += 1));
    await mkdir(`${file}.new`);
    await expect(addFeed(workspace, 'b')).rejects.toThrow(StorageUnavailable);
    expect(await workspace.records.feeds.list()).toEqual([newFeed('a')]);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(changes).toBe(0);
    await rmdir(`${file}.new`);
    await addFeed(workspace, 'b');
    expect(await (await openLowdbWorkspace({ file })).records.feeds.list()).toHaveLength(2);
    expect(changes).toBe(1);
  });

  it('refuses writes once closed, after finishing those before', async () => {
    const workspace = await openLowdbWorkspace({ file });
    const before = addFeed(workspace, 'a');
    await workspace.close();
    await before;
    await expect(addFeed(workspace, 'b')).rejects.toThrow(StorageUnavailable);
  });

  it('is quick enough with 10,000 triggers', async () => {
    const workspace = await openLowdbWorkspace({ file });
    await workspace.write(async (writer) => {
      for (let index = 0; index < 10_000; index += 1) {
        await writer.triggers.put({
          id: `trg_${index}`,
          version: 1,
          createdAt: '2026-01-15T12:00:00.000Z',
          updatedAt: '2026-01-15T12:00:00.000Z',
          customerId: 'cus_1',
          name: `Trigger ${index}`,
          routes: [{ events: ['order.updated'], campaignIds: ['1', '2'] }],
          includeTest: false,
          templateId: 'tpl_1',
          revision: 'published',
          destination: {
            kind: 'url',
            url: 'https://acme.example/hook',
            method: 'POST',
            headers: [{ name: 'x-source', value: 'postmap', secret: false }],
            auth: { kind: 'none' },
            sign: true,
            timeoutSeconds: 30,
          },
          retry: 'standard',
          delayMinutes: 0,
          throttle: null,
          orderingKey: null,
          blockAfter: null,
          status: 'active',
          signingSecrets: [{ sealed: 'x'.repeat(80), createdAt: '2026-01-15T12:00:00.000Z', until: null }],
        });
      }
    });
    const started = performance.now();
    await addFeed(workspace, 'a');
    const wrote = performance.now();
    await workspace.records.triggers.get('trg_9999');
    const read = performance.now();
    const reopened = await openLowdbWorkspace({ file });
    expect(await reopened.records.triggers.get('trg_9999')).toBeDefined();
    // Wide margins: a shared machine may be busy.
    expect(wrote - started).toBeLessThan(3_000);
    expect(read - wrote).toBeLessThan(100);
  });
});
