import type { Language } from '@postmap/engine';
import { compile, functionReference } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { buildFieldTree, findField } from './field-tree.ts';
import { explainAt } from './explain.ts';
import { HANDLEBARS_HELPERS, HELPER_NAMES } from './handlebars-helpers.ts';
import { locateHandlebarsCaret } from './handlebars-scope.ts';
import { writeFactInsertion, writeInsertion } from './insert-path.ts';
import { JSONATA_FUNCTIONS } from './jsonata-functions.ts';
import { locateJsonataCaret } from './jsonata-scope.ts';
import { buildContextTree } from './preview-context.ts';
import { suggestAt } from './suggest.ts';

const root = buildFieldTree({
  order: { id: '7', 'ship to': { city: 'Ulm' }, items: [{ sku: 'A', qty: 1, parts: [{ code: 'x' }] }] },
  email: 'cody@example.com',
});

const context = buildContextTree('order.updated', { orderId: '7', productIds: ['52', '95'] }, 0);
const known = { payload: root, context };

/** The caret is the `|` in the text. */
function locate(marked: string): [source: string, offset: number] {
  const offset = marked.indexOf('|');
  return [marked.slice(0, offset) + marked.slice(offset + 1), offset];
}

function listFieldLabels(language: Language, marked: string): string[] | undefined {
  const [source, offset] = locate(marked);
  return suggestAt(language, source, offset, known)
    ?.items.filter(({ kind }) => kind === 'field' || kind === 'list')
    .map(({ label }) => label);
}

const ROOT = ['order', 'email'];
const ITEM = ['sku', 'qty', 'parts'];

describe('JSONata completion', () => {
  test.each([
    ['|', ROOT],
    ['em|', ROOT],
    ['order.|', ['id', 'ship to', 'items']],
    ['order.it|', ['id', 'ship to', 'items']],
    ['order.items.|', ITEM],
    ['order.items[0].|', ITEM],
    ['order.items[|', ITEM],
    ['order.items[sku = |', ITEM],
    ['order.items^(|', ITEM],
    ['order.items^(>qty).|', ITEM],
    ['order.items.{ "a": |', ITEM],
    ['{ "list": [order.items.{ "a": sku, "b": par|', ITEM],
    ['order.items.{ "a": $$.|', ROOT],
    ['order.items.{ "p": parts.|', ['code']],
    ['order.items.{ "p": parts.{ "c": |', ['code']],
    ['order.items.{ "p": parts.{ "c": code } }.|', []],
    ['order.items.parts.%.|', ITEM],
    ['order.(|', ['id', 'ship to', 'items']],
    ['order.(items).|', ITEM],
    ['order.`ship to`.|', ['city']],
    ['order."ship to".|', ['city']],
    ['$map(order.items, function($v) { $v.|', ITEM],
    ['$map(order.items, function($v, $i) { $i.|', []],
    ['( $x := order.items; $x.|', ITEM],
    ['order.items@$i.|', ITEM],
    ['{ "a": email, "b": |', ROOT],
    ['$sum(order.items.|', ITEM],
    ['$sum(order.items.qty) + |', ROOT],
    ['email = "x" ? order.|', ['id', 'ship to', 'items']],
    ['email and |', ROOT],
    ['order . |', ['id', 'ship to', 'items']],
    ['order.nowhere.|', []],
  ])('%s', (marked, fields) => {
    expect(listFieldLabels('jsonata', marked)).toEqual(fields);
  });

  test.each(['"text |', '/* note |', '12|', 'order.id |', 'function(|', '$match(email, /a|'])(
    'nothing at %s',
    (marked) => {
      expect(locateJsonataCaret(...locate(marked))).toEqual({ kind: 'nothing' });
    },
  );

  test('offers functions, variables and the context at the start of a value', () => {
    const [source, offset] = locate('( $total := 1; $|');
    const found = suggestAt('jsonata', source, offset, known);
    expect(found?.start).toBe(source.length - 1);
    const labels = found?.items.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['$sum', '$total', '$customer', '$$', '$date', '$table']));
  });

  test('shows the value of a field and escapes its name', () => {
    const found = suggestAt('jsonata', 'order.', 6, known);
    expect(found?.items).toContainEqual(expect.objectContaining({ label: 'id', detail: '"7"', insert: 'id' }));
    expect(found?.items).toContainEqual(
      expect.objectContaining({ label: 'ship to', detail: '1 field', insert: '`ship to`' }),
    );
  });

  test.each(JSONATA_FUNCTIONS)('$name is a function of the engine', async ({ name }) => {
    const program = compile({ language: 'jsonata', format: 'json', source: `$type(${name})` });
    expect(await program.evaluate({})).toBe('function');
  });
});

describe('Handlebars completion', () => {
  test.each([
    ['{{|', ROOT],
    ['{{ em|', ROOT],
    ['{{order.|', ['id', 'ship to', 'items']],
    ['{{order/|', ['id', 'ship to', 'items']],
    ['{{order.items.[0].|', ITEM],
    ['{{#each order.items}}{{|', ITEM],
    ['{{#each order.items}}{{this.|', ITEM],
    ['{{#each order.items}}{{../|', ROOT],
    ['{{#each order.items}}{{#if sku}}{{|', ITEM],
    ['{{#each order.items}}{{#if sku}}{{../|', ROOT],
    ['{{#each order.items}}{{@root.|', ROOT],
    ['{{#each order.items}}{{#each parts}}{{|', ['code']],
    ['{{#each order.items}}{{/each}}{{|', ROOT],
    ['{{#with order}}{{|', ['id', 'ship to', 'items']],
    ['{{#each |', ROOT],
    ['{{#if order.|', ['id', 'ship to', 'items']],
    ['{{lookup order |', ROOT],
    ['{{order.[ship to].|', ['city']],
  ])('%s', (marked, fields) => {
    expect(listFieldLabels('handlebars', marked)).toEqual(fields);
  });

  test.each(['{{! note |', '{{!-- {{ |', '{{lookup order "i|', '{{> part|'])('nothing at %s', (marked) => {
    expect(locateHandlebarsCaret(...locate(marked))).toEqual({ kind: 'nothing' });
  });

  test.each([
    ['{{#|', 'each', 'each $0}}{{/each}}'],
    ['{{#ea|}}', 'each', 'each $0'],
    ['{{#each order.items}}{{/|', 'each', 'each'],
    ['{{#each order.items}}{{|', '@index', '@index'],
    ['{{lo|', 'lookup', 'lookup '],
    ['{{mo|', 'money', 'money '],
    ['{{default (da|', 'date', 'date '],
  ])('%s offers %s', (marked, label, insert) => {
    expect(suggestAt('handlebars', ...locate(marked), known)?.items).toContainEqual(
      expect.objectContaining({ label, insert }),
    );
  });

  test.each(HANDLEBARS_HELPERS)('$name is a helper of the engine', ({ name, block }) => {
    const source = block ? `{{#${name} order}}{{/${name}}}` : `{{${name} order "id"}}`;
    expect(() => compile({ language: 'handlebars', format: 'text', source })).not.toThrow();
  });
});

test('shows the arguments of a helper beside its name', () => {
  const found = suggestAt('handlebars', '{{mon', 5, known)?.items.find(({ label }) => label === 'money');
  expect(found).toMatchObject({ detail: ' value [currency]', insert: 'money ' });
});

test('the helpers that a field must not be mistaken for are those of the engine', () => {
  const own = functionReference.map(({ name }) => name);
  expect([...HELPER_NAMES]).toEqual([...HANDLEBARS_HELPERS.map(({ name }) => name), ...own]);
  const fields = buildFieldTree({ date: 'x' });
  expect(suggestAt('handlebars', '{{', 2, { payload: fields, context: null })?.items[0]).toMatchObject({
    label: 'date',
    insert: 'this.date',
  });
});

describe('explainAt', () => {
  test.each([
    ['jsonata', '{ "at": $da|te(order.id) }', '$date', '$date(value, picture?, zone?)'],
    ['jsonata', '$sum|(items)', '$sum', '$sum('],
    ['jsonata', '|$table(x, {})', '$table', '$table('],
    ['handlebars', '{{mon|ey total}}', 'money', '{{money value [currency]}}'],
    ['handlebars', '{{default (|date at) "-"}}', 'date', '{{date'],
    ['handlebars', '{{#ea|ch list}}{{/each}}', 'each', '{{#each'],
  ] as const)('%s %s', (language, marked, word, signature) => {
    const [source, offset] = locate(marked);
    const found = explainAt(language, source, offset);
    expect(found?.signature).toContain(signature);
    expect(found && source.slice(found.start, found.end)).toBe(word);
  });

  test.each([
    ['jsonata', 'order.da|te'],
    ['jsonata', '"$da|te"'],
    ['handlebars', 'the da|te'],
    ['handlebars', '{{order.da|te}}'],
  ] as const)('nothing in %s %s', (language, marked) => {
    expect(explainAt(language, ...locate(marked))).toBeUndefined();
  });
});

describe('writeInsertion', () => {
  test.each([
    ['jsonata', '|', ['order', 'id'], 'order.id'],
    ['jsonata', 'order.|', ['order', 'id'], 'id'],
    ['jsonata', '{ "a": order.items.{ "b": | } }', ['order', 'items', 'sku'], 'sku'],
    ['jsonata', '{ "a": order.items.{ "b": | } }', ['email'], '$$.email'],
    ['handlebars', 'Hello |', ['email'], '{{email}}'],
    ['handlebars', 'Hello {{|}}', ['email'], 'email'],
    ['handlebars', '|', ['order', 'items'], '{{#each order.items}}{{/each}}'],
    ['handlebars', '|', ['order', 'items', 'sku'], '{{order.items.[0].sku}}'],
    ['handlebars', '{{#each order.items}}|{{/each}}', ['order', 'items', 'sku'], '{{sku}}'],
    ['handlebars', '{{#each order.items}}|{{/each}}', ['email'], '{{@root.email}}'],
  ] as const)('%s, %s: %j is %s', (language, marked, keys, text) => {
    const node = findField(root, keys);
    expect(node && writeInsertion(language, ...locate(marked), node)).toBe(text);
  });
});

describe('the context', () => {
  const FACTS = ['orderId', 'email', 'campaignId', 'productIds', 'isTest', 'source', 'occurredAt'];
  test.each<[Language, string, string[]]>([
    ['jsonata', '$event.facts.|', FACTS],
    ['jsonata', '{ "o": $event.facts.or|', FACTS],
    ['jsonata', '$event.|', ['id', 'type', 'time', 'facts']],
    ['jsonata', 'order.items.{ "c": $customer.|', ['id', 'externalId', 'name', 'variables']],
    ['jsonata', '$trigger.|', ['id', 'name']],
    ['jsonata', '$event.nothing.|', []],
    ['handlebars', '{{@event.facts.|', FACTS],
    ['handlebars', '{{#each order.items}}{{money @event.facts.|', FACTS],
  ])('%s %s', (language, marked, labels) => {
    expect(listFieldLabels(language, marked)).toEqual(labels);
  });

  test('shows the facts that the payload has', () => {
    const items = suggestAt('jsonata', '$event.facts.', 13, known)?.items;
    expect(items?.map(({ label, detail }) => [label, detail])).toEqual(
      expect.arrayContaining([
        ['orderId', '"7"'],
        ['email', 'null'],
      ]),
    );
  });

  test.each<[Language, string, string]>([
    ['jsonata', '{ "a": | }', '$event.facts.email'],
    ['handlebars', 'To |', '{{@event.facts.email}}'],
    ['handlebars', 'To {{|}}', '@event.facts.email'],
  ])('a fact put into %s %s', (language, marked, text) => {
    expect(writeFactInsertion(language, ...locate(marked), 'email')).toBe(text);
  });
});
