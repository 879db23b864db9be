import type { Trigger } from '@postmap/server/contract';
import { describe, expect, it } from 'vitest';
import { readOutcome } from './trigger-outcome.ts';
import { findTriggers, hasTriggerFilter } from './trigger-search.ts';
import type { TriggerSearch } from './trigger-search.ts';

const AT = '2026-11-21T00:00:00.000Z';
const base: Trigger = {
  id: 'orders',
  version: 1,
  createdAt: AT,
  updatedAt: AT,
  customerId: 'acme',
  customerName: 'Acme',
  name: 'Orders to the warehouse',
  routes: [{ events: ['order.updated', 'order.shipped'] }, { events: ['order.updated'], sources: ['shop'] }],
  includeTest: false,
  templateId: 'tpl',
  templateName: 'Warehouse order',
  revision: 'published',
  destination: {
    kind: 'url',
    url: 'https://hooks.acme.example/x',
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
  pausedBecause: null,
  test: null,
  recent: { succeeded: 1, failed: 0, last: { deliveryId: 'd', status: 'succeeded', code: '200', at: AT } },
  warnings: [],
};
const triggers: Trigger[] = [
  base,
  {
    ...base,
    id: 'mails',
    customerId: 'lumen',
    customerName: 'Lumen',
    name: 'Mails',
    status: 'paused',
    routes: [{ events: ['shipment.shipped'] }],
    destination: {
      kind: 'email',
      to: ['jane@lumen.example'],
      cc: [],
      bcc: [],
      from: 'a@b.example',
      subject: 'Hi',
      attachments: 'none',
      transport: 'smtp',
    },
    recent: { succeeded: 0, failed: 1, last: { deliveryId: 'e', status: 'retrying', code: '450', at: AT } },
  },
];

describe('findTriggers', () => {
  it.each<[TriggerSearch, string[]]>([
    [{}, ['orders', 'mails']],
    [{ q: 'warehouse ACME' }, ['orders']],
    [{ q: 'hooks.acme' }, ['orders']],
    [{ q: 'jane@lumen' }, ['mails']],
    [{ q: 'shipment.shipped' }, ['mails']],
    [{ status: 'paused' }, ['mails']],
    [{ status: 'failing' }, ['mails']],
    [{ status: 'nonsense' }, []],
    [{ customer: 'acme', event: 'order.shipped' }, ['orders']],
    [{ customer: 'lumen', event: 'order.shipped' }, []],
  ])('%j', (search, expected) => {
    expect(findTriggers(triggers, search).map(({ id }) => id)).toEqual(expected);
    expect(hasTriggerFilter(search)).toBe(Object.keys(search).length > 0);
  });
});

describe('readOutcome', () => {
  const last = { deliveryId: 'd', status: 'succeeded', code: '200', at: AT } as const;
  const failedLast = { ...last, status: 'exhausted' } as const;
  it.each<[Pick<Trigger, 'recent' | 'test'>, string, string]>([
    [{ recent: { succeeded: 20, failed: 0, last }, test: null }, 'ok', 'all of 20 succeeded'],
    [{ recent: { succeeded: 1, failed: 0, last }, test: null }, 'ok', 'succeeded'],
    [{ recent: { succeeded: 18, failed: 2, last }, test: null }, 'warn', '2 of 20 failed'],
    [{ recent: { succeeded: 18, failed: 2, last: failedLast }, test: null }, 'bad', '2 of 20 failed'],
    [{ recent: { succeeded: 0, failed: 1, last: failedLast }, test: null }, 'bad', 'failed'],
    [{ recent: { succeeded: 0, failed: 0, last: null }, test: null }, 'neutral', 'not tested'],
    [
      { recent: { succeeded: 0, failed: 0, last: null }, test: { deliveryId: 't', succeeded: true, at: AT } },
      'neutral',
      'test succeeded',
    ],
    [
      { recent: { succeeded: 0, failed: 0, last: null }, test: { deliveryId: 't', succeeded: false, at: AT } },
      'bad',
      'test failed',
    ],
  ])('%j', (trigger, tone, text) => {
    expect(readOutcome(trigger)).toMatchObject({ tone, text });
  });
});
