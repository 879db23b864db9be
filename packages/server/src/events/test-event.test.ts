import { expect, test } from 'vitest';
import { createIdMaker } from '../ids/new-id.ts';
import { buildTestSend } from './test-event.ts';

test('a test send is due now, keeps the payload as it is and is never a duplicate', () => {
  const payloadText = '{ "type": "order.shipped", "data": 1.50 }';
  const { event, delivery } = buildTestSend({
    trigger: { id: 'trg_1', name: 'Warehouse' },
    customer: { id: 'cus_1', name: 'Acme' },
    template: { id: 'tpl_1' },
    revision: 0,
    payloadText,
    eventType: 'order.shipped',
    facts: { orderId: '7', email: 'kim@example.com' },
    newId: createIdMaker(),
    now: 5,
  });
  expect(new TextDecoder().decode(event.body)).toBe(payloadText);
  expect(event).toMatchObject({ kind: 'test', sourceEventId: null, types: ['order.shipped'], receivedAt: 5 });
  expect(delivery).toMatchObject({
    kind: 'test',
    status: 'scheduled',
    eventId: event.id,
    revision: 0,
    nextAttemptAt: 5,
    orderId: '7',
    email: 'kim@example.com',
  });
});
