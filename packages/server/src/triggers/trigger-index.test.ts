import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CustomerRecord } from '../customers/customer-record.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { openSqliteLedger } from '../storage/ledger/sqlite/open-sqlite-ledger.ts';
import { openLowdbWorkspace } from '../storage/workspace/lowdb/open-lowdb-workspace.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import type { TemplateRecord } from '../templates/template-record.ts';
import { createTriggerIndex } from './trigger-index.ts';
import type { TriggerIndex } from './trigger-index.ts';
import type { TriggerRecord } from './trigger-record.ts';

const at = '2026-01-01T00:00:00.000Z';
const entity = { version: 1, createdAt: at, updatedAt: at };
const template: TemplateRecord = {
  ...entity,
  id: 'tpl_1',
  name: 'Order',
  description: '',
  language: 'jsonata',
  source: '1',
  format: 'json',
  formatOptions: {},
  eventType: null,
  target: null,
  published: { revision: 3, publishedAt: at },
};
const customers: CustomerRecord[] = [
  { ...entity, id: 'cus_1', name: 'Acme', externalId: 'A-1', variables: {} },
  { ...entity, id: 'cus_2', name: 'Bolt', externalId: null, variables: {} },
];

function makeTrigger(id: string, change: Partial<TriggerRecord> = {}): TriggerRecord {
  return {
    ...entity,
    id,
    customerId: 'cus_1',
    name: id,
    routes: [{ events: ['order.updated'] }],
    includeTest: false,
    templateId: 'tpl_1',
    revision: 'published',
    destination: {
      kind: 'url',
      url: 'https://example.com/',
      method: 'POST',
      headers: [],
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
    signingSecrets: [],
    ...change,
  };
}

let folder: string;
let workspace: Workspace;
let index: TriggerIndex;
let ledger: Ledger;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'postmap-index-'));
  workspace = await openLowdbWorkspace({ file: path.join(folder, 'workspace.json') });
  ledger = await openSqliteLedger({ file: path.join(folder, 'ledger.db') });
  index = createTriggerIndex({ workspace, states: ledger.triggerStates });
  await workspace.write(async (writer) => {
    for (const customer of customers) await writer.customers.put(customer);
    await writer.templates.put(template);
  });
});
afterEach(async () => {
  index.close();
  await workspace.close();
  await ledger.close();
  await rm(folder, { recursive: true });
});

async function putTriggers(...triggers: TriggerRecord[]): Promise<void> {
  await workspace.write(async (writer) => {
    for (const trigger of triggers) await writer.triggers.put(trigger);
  });
}

async function find(
  query: { types?: string[]; feedCustomers?: 'all' | string[]; customer?: string } = {},
): Promise<string[]> {
  const { types = ['order.updated'], feedCustomers = 'all', customer = null } = query;
  const { matches } = await index.match({ types, facts: {}, feedCustomers, customer });
  return matches.map(({ trigger }) => trigger.id);
}

test('only active triggers that Postmap did not pause, in order of creation', async () => {
  await putTriggers(
    makeTrigger('trg_b'),
    makeTrigger('trg_draft', { status: 'draft' }),
    makeTrigger('trg_paused', { status: 'paused' }),
    makeTrigger('trg_a'),
    makeTrigger('trg_gone'),
  );
  await ledger.triggerStates.pause('trg_gone', 'the endpoint answered 410', 1);
  expect(await find()).toEqual(['trg_b', 'trg_a']);
  await ledger.triggerStates.resume('trg_gone');
  expect(await find()).toEqual(['trg_b', 'trg_a', 'trg_gone']);
});

test('a change is seen by the next look-up', async () => {
  expect(await find()).toEqual([]);
  await putTriggers(makeTrigger('trg_1', { routes: [{ events: ['order.updated', 'order.shipped'] }] }));
  expect(await find({ types: ['order.shipped'] })).toEqual(['trg_1']);
  await putTriggers(makeTrigger('trg_1', { version: 2, routes: [{ events: ['order.updated'] }] }));
  expect(await find({ types: ['order.shipped'] })).toEqual([]);
  await workspace.write((writer) => writer.triggers.delete('trg_1'));
  expect(await find()).toEqual([]);
});

test('look-ups while the workspace changes see a state that was', async () => {
  const looks: Promise<string[]>[] = [];
  for (let number = 1; number <= 20; number++) {
    const written = putTriggers(makeTrigger(`trg_${number}`));
    looks.push(find());
    await written;
  }
  for (const [before, found] of (await Promise.all(looks)).entries()) {
    expect([before, before + 1]).toContain(found.length);
  }
  expect(await find()).toHaveLength(20);
});

test.each<[string, { feedCustomers?: 'all' | string[]; customer?: string }, string[]]>([
  ['every customer', {}, ['trg_1', 'trg_2']],
  ['the one addressed by id', { customer: 'cus_2' }, ['trg_2']],
  ['the one addressed by external id', { customer: 'A-1' }, ['trg_1']],
  ['nobody, for an unknown address', { customer: 'B-7' }, []],
  ['those of the feed', { feedCustomers: ['cus_2'] }, ['trg_2']],
  ['nobody, when the one addressed is not of the feed', { feedCustomers: ['cus_2'], customer: 'A-1' }, []],
  ['nobody, for a feed without customers', { feedCustomers: [] }, []],
])('an event reaches %s', async (_, query, ids) => {
  await putTriggers(makeTrigger('trg_1'), makeTrigger('trg_2', { customerId: 'cus_2' }));
  expect(await find(query)).toEqual(ids);
});

test.each<[string, Partial<TriggerRecord>, object]>([
  ['the published one', {}, { kind: 'pinned', templateId: 'tpl_1', revision: 3 }],
  ['a chosen one', { revision: 2 }, { kind: 'pinned', templateId: 'tpl_1', revision: 2 }],
  ['none without a template', { templateId: null }, { kind: 'missing', templateId: '' }],
  ['none of a template that is gone', { templateId: 'tpl_9' }, { kind: 'missing', templateId: 'tpl_9' }],
  [
    'none of a template never published',
    { templateId: 'tpl_2' },
    { kind: 'missing', problem: 'The template "Draft" has never been published: publish it, then retry' },
  ],
])('the revision that runs: %s', async (_, change, expected) => {
  await workspace.write((writer) => writer.templates.put({ ...template, id: 'tpl_2', name: 'Draft', published: null }));
  await putTriggers(makeTrigger('trg_1', change));
  const { matches } = await index.match({ types: ['order.updated'], facts: {}, feedCustomers: 'all', customer: null });
  expect(matches[0]?.trigger.template).toMatchObject(expected);
});
