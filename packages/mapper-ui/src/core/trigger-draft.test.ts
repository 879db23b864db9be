import type { Trigger, TriggerInput } from '@postmap/server/contract';
import { describe, expect, it } from 'vitest';
import {
  isTriggerDraft,
  listChangedPaths,
  readTriggerDraft,
  startTriggerDraft,
  toTriggerDraft,
} from './trigger-draft.ts';

const input: TriggerInput = {
  customerId: 'c1',
  name: 'Orders',
  routes: [
    { events: ['order.updated'], campaignIds: ['2', '3'], feedIds: ['f1'], filter: 'webhook_data.order.is_test = "0"' },
  ],
  includeTest: true,
  templateId: 'tpl1',
  revision: 4,
  destination: {
    kind: 'url',
    url: 'https://hooks.acme.example/{{webhook_event_id}}',
    method: 'PUT',
    headers: [{ name: 'x-shop', value: 'acme', secret: false }],
    auth: { kind: 'bearer', token: '••••••••' },
    sign: false,
    timeoutSeconds: 10,
  },
  retry: { delaysSeconds: [5, 90, 3_661] },
  delayMinutes: 30,
  throttle: null,
  orderingKey: 'data.order.id',
  blockAfter: null,
};
const trigger: Trigger = {
  ...input,
  id: 't1',
  version: 3,
  createdAt: '2026-11-21T00:00:00.000Z',
  updatedAt: '2026-11-21T00:00:00.000Z',
  customerName: 'Acme',
  templateName: 'Order',
  status: 'active',
  pausedBecause: null,
  test: null,
  recent: { succeeded: 0, failed: 0, last: null },
  warnings: [],
};

describe('a trigger that is opened and saved', () => {
  it('stays as it was', () => {
    expect(readTriggerDraft(toTriggerDraft(trigger), 'c1')).toEqual({ input });
  });
});

describe('readTriggerDraft', () => {
  it('leaves out empty conditions and empty header rows', () => {
    const draft = {
      ...startTriggerDraft(null),
      routes: [
        { events: ['order.updated'], campaignIds: ' 2, ,3 ', productIds: '', sources: ' ', feedIds: [], filter: '' },
      ],
      headers: [{ name: '', value: '', secret: false }],
    };
    expect(readTriggerDraft(draft, 'c1')).toMatchObject({
      input: { routes: [{ events: ['order.updated'], campaignIds: ['2', '3'] }], destination: { headers: [] } },
    });
  });

  it.each([
    [{ timeoutSeconds: 'soon' }, 'destination.timeoutSeconds'],
    [{ timeoutSeconds: '' }, 'destination.timeoutSeconds'],
    [{ retry: 'custom' as const, waits: 'later' }, 'retry'],
  ])('names the place of %o', (change, path) => {
    expect(readTriggerDraft({ ...startTriggerDraft(null), ...change }, 'c1')).toMatchObject({ path });
  });
});

it('names the places that a change touches', () => {
  expect(listChangedPaths({ name: 'x', url: 'y', waits: '5 s' })).toEqual(['name', 'destination.url', 'retry']);
  expect(listChangedPaths({ kind: 'email', cc: ['a@x.test'] })).toEqual(['destination', 'destination.cc']);
});

it.each([
  ['a draft', startTriggerDraft('tpl1'), true],
  ['a draft with routes and headers', toTriggerDraft(trigger), true],
  ['a draft of an older shape', { ...startTriggerDraft(null), routes: [{ events: [] }] }, false],
  ['a missing field', { name: 'x' }, false],
  ['nothing', undefined, false],
])('recognises %s', (_what, value, is) => {
  expect(isTriggerDraft(value)).toBe(is);
});
