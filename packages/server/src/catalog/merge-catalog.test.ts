import { expect, test } from 'vitest';
import { eventTypeInputSchema, eventTypeSchema } from '../contract/index.ts';
import type { CatalogRecord } from './catalog-record.ts';
import { mergeCatalog } from './merge-catalog.ts';

const at = '2026-01-15T12:00:00.000Z';
const entity = { version: 3, createdAt: at, updatedAt: at };
const shipped = [
  { name: 'order.done', aliases: ['done', 'finished'], kind: 'order' },
  { name: 'order.gone', aliases: [], kind: 'order', from: ['order.done'], when: 'gone' },
].map((type) => eventTypeSchema.parse({ title: 'T', description: '', sample: null, enabled: true, ...type }));

const own = (input: object): CatalogRecord => ({
  ...entity,
  id: 'typ_1',
  origin: 'own',
  ...eventTypeInputSchema.parse({ title: 'Own', ...input }),
});

test('without records it is what comes with Postmap', () => {
  expect(mergeCatalog(shipped, [])).toEqual(shipped.map((type) => ({ ...type, builtIn: true, version: 0 })));
});

test('a built-in type is switched off, a type of people added', () => {
  const off: CatalogRecord = { ...entity, id: 'typ_2', origin: 'built-in', name: 'order.done', enabled: false };
  expect(mergeCatalog(shipped, [own({ name: 'shop.ping' }), off])).toMatchObject([
    { name: 'order.done', enabled: false, builtIn: true, version: 3 },
    { name: 'order.gone', enabled: true, builtIn: true, version: 0 },
    { name: 'shop.ping', enabled: true, builtIn: false, version: 3, kind: 'generic', sample: null },
  ]);
});

test('a name that people had before a newer Postmap brought it stays theirs', () => {
  const merged = mergeCatalog(shipped, [own({ name: 'order.done', aliases: ['Finished'] })]);
  expect(merged).toMatchObject([
    { name: 'order.gone', builtIn: true, from: [], when: null },
    { name: 'order.done', builtIn: false },
  ]);
  expect(mergeCatalog(shipped, [own({ name: 'my.type', aliases: ['FINISHED'] })])[0]).toMatchObject({
    name: 'order.done',
    aliases: ['done'],
  });
});

test('what was switched in a type that is gone is left alone', () => {
  const lost: CatalogRecord = { ...entity, id: 'typ_2', origin: 'built-in', name: 'was.there', enabled: false };
  expect(mergeCatalog(shipped, [lost]).map(({ name }) => name)).toEqual(['order.done', 'order.gone']);
});
