import { expect, test } from 'vitest';
import { findNearestName } from './nearest-name.ts';

const known = ['order.updated', 'order.shipped', 'shipment.shipped', 'order_abandonned'];

test.each([
  ['order.update', 'order.updated'],
  ['Order.Shipped', 'order.shipped'],
  ['oder.shiped', 'order.shipped'],
  ['order_abandoned', 'order_abandonned'],
  ['invoice.paid', undefined],
  ['', undefined],
])('"%s" is nearest to %s', (name, nearest) => {
  expect(findNearestName(name, known)).toBe(nearest);
});
