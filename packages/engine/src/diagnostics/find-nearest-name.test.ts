import { expect, test } from 'vitest';
import { findNearestName } from './find-nearest-name.ts';

test.each([
  ['custmer', ['customer', 'customer_id'], 'customer'],
  ['emial', ['email', 'mail_sent'], 'email'],
  ['Order_Id', ['order_id'], 'order_id'],
  ['last_name', ['first_name'], undefined],
  ['id', ['ip'], undefined],
  ['ids', ['id'], 'id'],
  ['tracking_nummer', ['tracking_number', 'tracking_name'], 'tracking_number'],
  ['oder.shiped', ['order.updated', 'order.shipped', 'shipment.shipped'], 'order.shipped'],
  ['order_abandoned', ['order_abandonned', 'order.updated'], 'order_abandonned'],
  ['', ['a'], undefined],
])('%s among %j is %s', (name, known, nearest) => {
  expect(findNearestName(name, known)).toBe(nearest);
});
