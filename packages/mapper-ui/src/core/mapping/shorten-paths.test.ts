import { expect, test } from 'vitest';
import { shortenPaths } from './shorten-paths.ts';

test.each([
  ['webhook_data.order.id', 2, 'order.id'],
  ['webhook_data.order.id', 1, 'id'],
  ['id', 2, 'id'],
  ['order.first & " a.b " & order.last', 1, 'first & " a.b " & last'],
  ['$sum(order.items.(qty * price))', 1, '$sum(items.(qty * price))'],
  ['order.items.$number(price)', 1, 'items.$number(price)'],
  ['$event.facts.orderId', 2, 'facts.orderId'],
  ['order\n  .`odd name`', 1, '`odd name`'],
  ['1.5 + order.tax', 1, '1.5 + tax'],
])('%s in %i steps is %s', (expression, steps, short) => {
  expect(shortenPaths(expression, steps)).toBe(short);
});
