import { describe, expect, test } from 'vitest';
import type { CompletionItem } from '../editor-request.ts';
import { completeHandlebars } from './complete-handlebars.ts';

const sample = {
  order: { id: '7', 'ship to': { city: 'Ulm' }, items: [{ sku: 'A', qty: 1, parts: [{ code: 'x' }] }] },
  email: 'cody@example.com',
};
const context = { customer: { id: 'c1', variables: { region: 'EU' } } };

/** The caret is the `¦` in the text. */
function completeAt(marked: string, payload: unknown = sample): CompletionItem[] {
  const offset = marked.indexOf('¦');
  const source = marked.slice(0, offset) + marked.slice(offset + 1);
  const template = { language: 'handlebars', source, format: 'text' } as const;
  return completeHandlebars({ template, offset, sample: payload, context, partialNames: ['order-lines', 'my part'] })
    .items;
}

function listFields(marked: string): string[] {
  return completeAt(marked)
    .filter(({ kind }) => kind === 'field' || kind === 'list' || kind === 'object')
    .map(({ label }) => label);
}

const ROOT = ['order', 'email'];
const ORDER = ['id', 'ship to', 'items'];
const ITEM = ['sku', 'qty', 'parts'];

describe('fields', () => {
  test.each([
    ['{{¦', ROOT],
    ['{{¦}}', ROOT],
    ['{{ em¦', ROOT],
    ['{{{¦}}}', ROOT],
    ['{{~¦~}}', ROOT],
    ['{{order.¦', ORDER],
    ['{{order/¦', ORDER],
    ['{{order.i¦', ORDER],
    ['{{order.items.¦', ['[0]', 'length']],
    ['{{order.items.[0].¦', ITEM],
    ['{{#each order.items}}{{¦', ITEM],
    ['{{#each order.items}}{{this.¦', ITEM],
    ['{{#each order.items}}{{./¦', ITEM],
    ['{{#each order.items}}{{../¦', ROOT],
    ['{{#each order.items}}{{../order.¦', ORDER],
    ['{{#each order.items}}{{#if sku}}{{¦', ITEM],
    ['{{#each order.items}}{{#if sku}}{{../¦', ROOT],
    ['{{#each order.items}}{{#if sku}}{{else if ¦', ITEM],
    ['{{#each order.items}}{{@root.¦', ROOT],
    ['{{#each order.items}}{{#each parts}}{{¦', ['code']],
    ['{{#each order.items}}{{#each parts}}{{../¦', ITEM],
    ['{{#each order.items}}{{#each parts}}{{../../¦', ROOT],
    ['{{#each order.items}}{{/each}}{{¦', ROOT],
    ['{{#each order.items}}{{else}}{{¦', ROOT],
    ['{{#each order.items as |item|}}{{item.¦', ITEM],
    ['{{#each order.items as |item|}}{{#each item.parts as |part|}}{{part.¦', ['code']],
    ['{{#each order.items as |item|}}{{/each}}{{item.¦', []],
    ['{{#with order}}{{¦', ORDER],
    ['{{#with order as |o|}}{{o.[ship to].¦', ['city']],
    ['{{#with order}}{{else}}{{¦', ROOT],
    ['{{#if email}}{{else with order}}{{¦', ORDER],
    ['{{^email}}{{¦', ROOT],
    ['{{#each ¦', ROOT],
    ['{{#each order.items as |¦', []],
    ['{{#if order.¦', ORDER],
    ['{{date order.¦', ORDER],
    ['{{default (date order.¦', ORDER],
    ['{{date order.id zone=¦', ROOT],
    ['{{lookup order ¦', ROOT],
    ['{{order.[ship to].¦', ['city']],
    ['{{@customer.¦', ['id', 'variables']],
    ['{{@customer.variables.¦', ['region']],
    ['{{> order-lines ¦', ROOT],
  ])('%s', (marked, fields) => {
    expect(listFields(marked)).toEqual(fields);
  });

  test.each([
    ['{{order. {{#each order.items}}{{¦', ITEM],
    ['{{#each }}{{/if}}{{order.¦', ORDER],
    ['{{lookup order "id}} {{order.¦', ORDER],
    ['{{/each}}{{¦', ROOT],
    ['{{order.¦ {{email}}', ORDER],
  ])('in broken text: %s', (marked, fields) => {
    expect(listFields(marked)).toEqual(fields);
  });

  test('with their values, and quoted where the name needs it', () => {
    const items = completeAt('{{order.¦');
    expect(items).toContainEqual(
      expect.objectContaining({ label: 'id', sampleValue: '"7"', insertText: 'id', span: { start: 8, end: 8 } }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ label: 'ship to', insertText: '[ship to]', sampleValue: '1 field' }),
    );
    expect(completeAt('{{order.[sh¦]}}')).toContainEqual(
      expect.objectContaining({ insertText: '[ship to]', filterText: '[ship to]', span: { start: 8, end: 12 } }),
    );
  });

  test('that have the name of a helper or parameter', () => {
    const payload = { date: 'x', items: [{ item: 1 }] };
    expect(completeAt('{{¦', payload)).toContainEqual(
      expect.objectContaining({ label: 'date', insertText: 'this.date' }),
    );
    expect(completeAt('{{#each items as |item|}}{{¦', payload)).toContainEqual(
      expect.objectContaining({ label: 'item', kind: 'field', insertText: 'this.item' }),
    );
  });
});

test.each(['{{! note ¦', '{{!-- {{ ¦', '{{lookup order "i¦', 'text ¦', '{{email}} ¦', '\\{{em¦', '{{#each a as |b ¦'])(
  'nothing at %s',
  (marked) => {
    expect(completeAt(marked)).toEqual([]);
  },
);

test.each([
  ['{{#¦', 'each', 'each $0\\}\\}{{/each\\}\\}'],
  ['{{#ea¦}}', 'each', 'each $0'],
  ['{{¦', '#if', '#if $0\\}\\}{{/if\\}\\}'],
  ['{{#each order.items}}{{/¦', 'each', 'each}}'],
  ['{{#each order.items}}{{/¦}}', 'each', 'each'],
  ['{{#each order.items}}{{#if a}}{{¦', '/if', '/if}}'],
  ['{{#if email}}{{¦', 'else', 'else'],
  ['{{#each order.items}}{{¦', '@index', '@index'],
  ['{{#each order.items}}{{#if @¦', '@first', '@first'],
  ['{{@¦', '@customer', '@customer'],
  ['{{lo¦', 'lookup', 'lookup '],
  ['{{mo¦', 'money', 'money '],
  ['{{default (da¦', 'date', 'date '],
  ['{{#if (lo¦', 'lookup', 'lookup '],
  ['{{date order.id ¦', 'zone=', 'zone='],
  ['{{> ¦', 'order-lines', 'order-lines'],
  ['{{>¦', 'my part', '"my part"'],
  ['{{#each order.items as |item|}}{{¦', 'item', 'item'],
])('%s offers %s', (marked, label, insertText) => {
  expect(completeAt(marked)).toContainEqual(expect.objectContaining({ label, insertText }));
});

test.each([
  ['{{¦', '@index'],
  ['{{date ¦', 'money'],
  ['{{date created zone="UTC" ¦', 'zone='],
  ['{{(¦', '#each'],
])('%s does not offer %s', (marked, label) => {
  expect(completeAt(marked).map((item) => item.label)).not.toContain(label);
});

test('shows the arguments of a helper beside its name', () => {
  const money = completeAt('{{mon¦').find(({ label }) => label === 'money');
  expect(money).toMatchObject({ kind: 'function', detail: 'value [currency]' });
  expect(money?.documentation).toContain('ISO 4217');
});
