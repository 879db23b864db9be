import { expect, test } from 'vitest';
import { listEventOptions } from './event-options.ts';

const type = (name: string, kind: string, change: object = {}) => ({
  name,
  kind,
  title: name.toUpperCase(),
  description: '',
  aliases: [`${name} too`],
  sample: null,
  enabled: true,
  from: [],
  when: null,
  ...change,
});

test('types stand with those of their kind, in the catalog’s order; what is switched off is left out', () => {
  const options = listEventOptions([
    type('own.event', 'parcel'),
    type('ship.b', 'shipment'),
    type('order.a', 'order_status'),
    type('ship.a', 'shipment'),
    type('ship.off', 'shipment', { enabled: false }),
  ]);
  expect(options.map(({ group, value }) => [group, value])).toEqual([
    ['Order status', 'order.a'],
    ['Shipments and returns', 'ship.b'],
    ['Shipments and returns', 'ship.a'],
    ['parcel', 'own.event'],
  ]);
  expect(options[0]).toEqual({
    value: 'order.a',
    label: 'ORDER.A',
    detail: 'order.a',
    group: 'Order status',
    keywords: ['order.a too'],
  });
});
