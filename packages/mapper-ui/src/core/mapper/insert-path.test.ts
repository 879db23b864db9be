import { describe, expect, test } from 'vitest';
import type { Language } from '@postmap/engine';
import { writeFactInsertion, writeFieldInsertion, writeRootPath } from './insert-path.ts';
import type { InsertionPlace } from './insert-path.ts';

const sample = { order: { id: '7', items: [{ sku: 'A', qty: 1 }] }, email: 'cody@example.com', date: '2026-01-01' };

/** The caret is the `|` in the text. */
function placeOf(language: Language, marked: string): InsertionPlace {
  const offset = marked.indexOf('|');
  const source = marked.slice(0, offset) + marked.slice(offset + 1);
  return { language, source, offset, knowledge: { format: 'text', sample } };
}

describe('a field goes in as it is read at the place', () => {
  const sku = [
    { key: 'order', many: false },
    { key: 'items', many: true },
    { key: 'sku', many: false },
  ];
  const email = [{ key: 'email', many: false }];
  test.each([
    ['jsonata', '|', sku, 'order.items.sku'],
    ['jsonata', 'order.items.{ "a": | }', sku, 'sku'],
    ['jsonata', 'order.items.{ "a": | }', email, '$$.email'],
    ['handlebars', 'Hello |', email, '{{email}}'],
    ['handlebars', 'Hello {{|}}', email, 'email'],
    ['handlebars', '{{#each order.items}}|{{/each}}', sku, '{{sku}}'],
    ['handlebars', '|', sku.slice(0, 2), '{{#each order.items}}{{/each}}'],
  ] as const)('%s %s', (language, marked, path, written) => {
    expect(writeFieldInsertion(placeOf(language, marked), { path })).toBe(written);
  });
});

test.each([
  ['jsonata', '|', '$event.facts.orderId'],
  ['handlebars', 'Order |', '{{@event.facts.orderId}}'],
  ['handlebars', 'Order {{|}}', '@event.facts.orderId'],
] as const)('a fact goes into %s %s', (language, marked, written) => {
  expect(writeFactInsertion(placeOf(language, marked), 'orderId')).toBe(written);
});

test('a field that is called as a helper is, is not taken for it', () => {
  expect(writeRootPath('handlebars', [{ key: 'date', many: false }])).toBe('this.date');
  expect(writeRootPath('jsonata', [{ key: 'date', many: false }])).toBe('date');
});
