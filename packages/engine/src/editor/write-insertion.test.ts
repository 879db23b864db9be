import { expect, test } from 'vitest';
import { writeInsertion } from './write-insertion.ts';

const sample = { order: { id: '7', items: [{ sku: 'A' }] }, email: 'x', date: '', 'a`b': 1, '': { b: 2 } };
const LISTS = new Set(['items']);

test.each([
  ['jsonata', '¦', ['order', 'id'], 'order.id'],
  ['jsonata', 'order.¦', ['order', 'id'], 'id'],
  ['jsonata', 'order.¦', ['email'], 'email'],
  ['jsonata', '{ "a": order.items.{ "b": ¦ } }', ['order', 'items', 'sku'], 'sku'],
  ['jsonata', '{ "a": order.items.{ "b": ¦ } }', ['email'], '$$.email'],
  ['jsonata', '$map(order.items, function($i) { ¦ })', ['email'], 'email'],
  ['jsonata', '¦', ['a`b'], '$."a`b"'],
  ['jsonata', '"text ¦', ['email'], 'email'],
  ['handlebars', 'Hello ¦', ['email'], '{{email}}'],
  ['handlebars', 'Hello {{¦}}', ['email'], 'email'],
  ['handlebars', 'Hello {{¦', ['date'], 'this.date'],
  ['handlebars', '¦', ['order', 'items'], '{{#each order.items}}{{/each}}'],
  ['handlebars', '¦', ['order', 'items', 'sku'], '{{order.items.[0].sku}}'],
  ['handlebars', '{{#each order.items}}¦{{/each}}', ['order', 'items', 'sku'], '{{sku}}'],
  ['handlebars', '{{#each order.items}}¦{{/each}}', ['email'], '{{@root.email}}'],
  ['handlebars', '¦', ['', 'b'], '{{lookup (lookup this "") "b"}}'],
] as const)('%s, %s: %j is %s', (language, marked, keys, text) => {
  const offset = marked.indexOf('¦');
  const template = { language, source: marked.replace('¦', ''), format: 'text' } as const;
  const path = keys.map((key) => ({ key, isList: LISTS.has(key) }));
  expect(writeInsertion({ template, offset, sample }, path)).toBe(text);
});
