import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findEventExamples } from './event-examples.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../../samples/payloads/${name}.json`, import.meta.url), 'utf8');

test.each([
  ['order_shipped', { email: '{{data.customer.email}}', orderId: '{{data.orderId}}', any: '{{id}}' }],
  [
    'order_updated',
    {
      email: '{{webhook_data.order.customer.email}}',
      orderId: '{{webhook_data.order.id}}',
      any: '{{webhook_event_id}}',
    },
  ],
  ['shipment_shipped', { email: '{{customer.email}}', orderId: '{{order.id}}', any: '{{webhook_event_id}}' }],
])('examples of %s are what it has', (name, expected) => {
  expect(findEventExamples(read(name))).toEqual(expected);
});

test('without a sample they are of no event', () => {
  expect(findEventExamples(undefined)).toEqual({ email: '{{customer.email}}', orderId: '{{order.id}}', any: '{{id}}' });
});
