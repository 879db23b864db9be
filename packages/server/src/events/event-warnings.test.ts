import { expect, test } from 'vitest';
import type { NewDelivery } from '../deliveries/delivery-store.ts';
import { explainSilence, limitWarnings } from './event-warnings.ts';

function makeDelivery(status: NewDelivery['status'], reason: string | null): NewDelivery {
  return {
    id: 'dlv_1',
    kind: 'live',
    status,
    reason,
    diagnostics: [],
    eventId: 'evt_1',
    eventType: 'order.shipped',
    orderId: null,
    email: null,
    triggerId: 'trg_1',
    triggerName: 'T',
    customerId: 'cus_1',
    customerName: 'C',
    templateId: 'tpl_1',
    revision: 1,
    createdAt: 0,
    nextAttemptAt: null,
  };
}

const heldBack = makeDelivery('held-back', 'A test');
const filtered = makeDelivery('filtered', 'No');

test.each<[string, NewDelivery[], string[]]>([
  ['nothing matched', [], ['No active trigger matches this order.shipped event']],
  ['something is sent', [heldBack, makeDelivery('scheduled', null)], []],
  ['something failed to render', [heldBack, makeDelivery('failed-to-render', 'Broken')], []],
  [
    'all is kept back',
    [heldBack, filtered, heldBack],
    ['Not sent to 2 triggers: A test', 'Not sent to one trigger: No'],
  ],
])('when %s', (_, deliveries, warnings) => {
  expect(explainSilence('order.shipped', deliveries)).toEqual(warnings);
});

test('at most fifty warnings, and how many more there are', () => {
  const fifty = Array.from({ length: 50 }, (_, number) => `w${number}`);
  expect(limitWarnings(fifty)).toEqual(fifty);
  expect(limitWarnings([...fifty, 'a', 'b'])).toEqual([...fifty, 'There are 2 more warnings']);
});
