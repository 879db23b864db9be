import type { CatalogEntry, KindEntry } from '@postmap/server/contract';
import { expect, it } from 'vitest';
import { groupCatalog } from './catalog-groups.ts';

const kind = (name: string, title: string, builtIn = true): KindEntry => ({
  name,
  title,
  facts: {},
  builtIn,
  version: 0,
  ownFacts: [],
});
const type = (name: string, kindName: string, change: Partial<CatalogEntry> = {}): CatalogEntry => ({
  name,
  title: name,
  description: '',
  aliases: [],
  kind: kindName,
  sample: null,
  enabled: true,
  from: [],
  when: null,
  builtIn: true,
  version: 0,
  ...change,
});
const kinds = [kind('order', 'Order with its lines'), kind('survey', 'Survey'), kind('parcel', 'Parcel', false)];
const types = [
  type('order.shipped', 'order', { aliases: ['Versandt'] }),
  type('order.lead', 'order', { title: 'Lead', description: 'Nobody chose a product.' }),
  type('parcel.packed', 'parcel'),
];

it.each<[string, Record<string, string[]>]>([
  ['', { parcel: ['parcel.packed'], order: ['order.shipped', 'order.lead'], survey: [] }],
  ['versandt', { order: ['order.shipped'] }],
  ['lead', { order: ['order.lead'] }],
  ['CHOSE product', { order: ['order.lead'] }],
  ['its lines', { order: ['order.shipped', 'order.lead'] }],
  ['survey', { survey: [] }],
  ['parcel', { parcel: ['parcel.packed'] }],
  ['nothing', {}],
])('groupCatalog finds %j', (query, expected) => {
  const found = groupCatalog(types, kinds, query).map((group) => [
    group.kind.name,
    group.types.map(({ name }) => name),
  ]);
  expect(found).toEqual(Object.entries(expected));
});
