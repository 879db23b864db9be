import { expect, test } from 'vitest';
import type { PayloadKindInput } from '../contract/index.ts';
import type { KindRecord } from './kind-record.ts';
import { mergeKinds } from './merge-kinds.ts';

const at = '2026-01-15T12:00:00.000Z';
const shipped = [{ name: 'order', title: 'Order', facts: { orderId: 'order.id', email: 'order.email' } }];
const record = (input: PayloadKindInput): KindRecord => ({
  id: `knd_${input.name}`,
  version: 2,
  createdAt: at,
  updatedAt: at,
  ...input,
});

test.each<[string, KindRecord[], object[]]>([
  ['nothing changed', [], [{ ...shipped[0], builtIn: true, version: 0, ownFacts: [] }]],
  [
    'an expression of a built-in kind replaced and one added',
    [record({ name: 'order', title: 'Mine', facts: { campaignId: 'c', email: 'mail' } })],
    [
      {
        name: 'order',
        title: 'Order',
        facts: { orderId: 'order.id', email: 'mail', campaignId: 'c' },
        builtIn: true,
        version: 2,
        ownFacts: ['email', 'campaignId'],
      },
    ],
  ],
  [
    'a kind of people',
    [record({ name: 'parcel', title: 'Parcel', facts: { orderId: 'o' } })],
    [
      { ...shipped[0], builtIn: true, version: 0, ownFacts: [] },
      { name: 'parcel', title: 'Parcel', facts: { orderId: 'o' }, builtIn: false, version: 2, ownFacts: ['orderId'] },
    ],
  ],
])('with %s', (_, records, kinds) => {
  expect(mergeKinds(shipped, records)).toEqual(kinds);
});
