import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recogniseEnvelope } from './recognise-envelope.ts';

const payloads = new URL('../../../../samples/payloads/', import.meta.url);
const none = { id: null, source: 'postmap', customer: null, facts: {} };

test.each([
  ['order_updated', '1324319', '2021-04-15 11:13:33'],
  ['transaction_completed', '1324324', '2021-04-15 11:13:34'],
  ['order_offer_updated', '4779', '2021-03-19 14:46:01'],
  ['shipment_shipped', '1324396', '2021-04-15 11:13:45'],
])('the payload %s is a Sublytics event', async (name, id, occurredAt) => {
  const payload: unknown = JSON.parse(await readFile(new URL(`${name}.json`, payloads), 'utf8'));
  const event = { envelope: 'sublytics', name, id, source: 'sublytics', customer: null, facts: { occurredAt } };
  expect(recogniseEnvelope(payload)).toEqual({ kind: 'recognised', event });
});

describe('what is recognised', () => {
  test.each<[string, unknown, object]>([
    ['the least of a Postmap event', { type: 'order.shipped', data: null }, { ...none, name: 'order.shipped' }],
    [
      'all of a Postmap event',
      {
        type: 'a.b',
        id: 7,
        occurredAt: 'x',
        customer: 9,
        source: 'shop',
        campaignId: 2,
        productIds: [1, '2', null],
        isTest: false,
        data: {},
        more: 1,
      },
      {
        name: 'a.b',
        id: '7',
        source: 'shop',
        customer: '9',
        facts: { occurredAt: 'x', source: 'shop', campaignId: '2', productIds: ['1', '2'], isTest: false },
      },
    ],
    [
      'empty ids, which are none',
      { type: 'a.b', id: '', customer: null, source: '', productIds: [], data: 1 },
      { ...none, name: 'a.b' },
    ],
  ])('%s', (_, payload, event) => {
    expect(recogniseEnvelope(payload)).toEqual({ kind: 'recognised', event: { envelope: 'postmap', ...event } });
  });

  test('a Sublytics event without an id, or with a number', () => {
    const payload = { webhook_type: 'order', webhook_event: 'order_updated', webhook_data: {} };
    expect(recogniseEnvelope(payload)).toMatchObject({ event: { envelope: 'sublytics', id: null, facts: {} } });
    expect(recogniseEnvelope({ ...payload, webhook_event_id: 5 })).toMatchObject({ event: { id: '5' } });
  });
});

describe('what is not', () => {
  test.each<[string, unknown, string, string[]]>([
    ['a list', [], 'The payload is a list, not an object', []],
    ['null', null, 'The payload is null, not an object', []],
    ['text', 'hello', 'The payload is a string, not an object', []],
    ['an empty object', {}, 'The payload is an empty object', []],
    [
      'another object',
      { foo: 1, bar: 2 },
      'The payload has neither "type" and "data" nor "webhook_event" nor "specversion"; it has "foo", "bar"',
      [],
    ],
    ['no data', { type: 'a.b' }, 'data: Give what the event is about', ['data']],
    ['no type', { data: {} }, 'type: Give the event type as text', ['type']],
    [
      'a product id that is an object',
      { type: 'a.b', data: 1, productIds: ['1', {}] },
      'productIds[1]: Use text or a number',
      ['productIds[1]'],
    ],
    ['a test flag in text', { type: 'a.b', data: 1, isTest: '1' }, 'isTest: Use true or false', ['isTest']],
    ['an id that is too long', { type: 'a.b', data: 1, id: 'x'.repeat(256) }, 'id: ', ['id']],
    [
      'a Sublytics event without its name and with data that is a list',
      { webhook_type: 'order', webhook_data: [] },
      'webhook_event: Give the event type as text',
      ['webhook_event', 'webhook_data'],
    ],
  ])('%s', (_, payload, problem, paths) => {
    const recognition = recogniseEnvelope(payload);
    if (recognition.kind !== 'unknown-envelope') throw new Error('it was recognised');
    expect(recognition.message).toContain(problem);
    expect(recognition.message).toContain('{ "webhook_type", ');
    expect(recognition.message).toContain('{ "type": "order.shipped", ');
    expect(recognition.message).toContain('{ "specversion": "1.0", ');
    expect(recognition.errors.map((error) => error.path)).toEqual(paths);
  });
});

test('whatever JSON comes, it answers', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (payload) => {
      expect(['recognised', 'unknown-envelope']).toContain(recogniseEnvelope(payload).kind);
    }),
  );
});
