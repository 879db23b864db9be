import { describe, expect, test } from 'vitest';
import { trace } from '../index.ts';
import type { Template, Trace } from '../index.ts';

const payload = {
  id: 'A1',
  rate: 2,
  tags: ['x', 'y'],
  items: [
    { sku: 'a', price: 5, quantity: 1, kind: 'box' },
    { sku: 'b', price: 3, quantity: 2, kind: 'card' },
    { sku: 'c', price: 1, quantity: 4, kind: 'box' },
  ],
  ship: { to: 'Ada', phones: { home: '1', work: '2' } },
};

/** `output <- input` or `output ? input`, the inputs of one place and role together. */
async function read(template: Template, given: unknown = payload): Promise<string[]> {
  const traced = await trace(template, given, { customer: { name: 'Shop' }, event: { id: 'e1' } });
  const lines = new Map<string, string[]>();
  const add = (output: string, role: string, input: string): void => {
    const key = `${output} ${role === 'value' ? '<-' : '?'}`;
    lines.set(key, [...(lines.get(key) ?? []), input]);
  };
  if (traced.produces === 'value') {
    for (const { output, role, root, input } of traced.reads) add(output, role, `${root}${input}`);
  } else {
    for (const { output, role, root, input } of traced.reads) {
      add(traced.text.slice(output.start, output.end), role, `${root}${input}`);
    }
  }
  return [...lines].map(([key, inputs]) => `${key} ${[...new Set(inputs)].join(' ')}`.trim());
}

function traceSource(language: Template['language'], source: string): Promise<Trace> {
  return trace({ language, source, format: language === 'jsonata' ? 'json' : 'text' }, payload);
}

describe('a trace of JSONata', () => {
  const prices = '$$/items/0/price $$/items/1/price $$/items/2/price';
  test.each([
    ['a field', 'id', ['<- $$/id']],
    ['a constant', '{ "a": 1 }', []],
    ['the payload as it is', '$', ['<- $$']],
    ['a part of the payload', '{ "to": ship }', ['/to <- $$/ship']],
    ['an item by its position', 'items[1].sku', ['<- $$/items/1/sku']],
    ['operators', '{ "a": id & "-" & rate }', ['/a <- $$/id $$/rate']],
    ['short circuits', '{ "a": rate = 2 or id = "B" }', ['/a <- $$/rate']],
    ['the branch that is taken', 'rate = 2 ? id : tags', ['<- $$/id', '? $$/rate']],
    ['a variable', '( $x := ship.to; { "a": $x, "b": $uppercase($x) } )', ['/a <- $$/ship/to', '/b <- $$/ship/to']],
    [
      'fields of an object that are made at the same time',
      '{ "a": items[0].(price * quantity), "b": items[1].(price * quantity) }',
      [
        '/a <- $$/items/0/price $$/items/0/quantity',
        '/a ? $$/items/0',
        '/b <- $$/items/1/price $$/items/1/quantity',
        '/b ? $$/items/1',
      ],
    ],
    [
      'a predicate, for the item that it is about',
      'items[kind = "box"].sku',
      ['/0 <- $$/items/0/sku', '/0 ? $$/items/0/kind', '/1 <- $$/items/2/sku', '/1 ? $$/items/2/kind'],
    ],
    [
      'sorting',
      'items^(price).sku',
      [
        '/0 <- $$/items/2/sku',
        '/0 ? $$/items/2/price',
        '/1 <- $$/items/1/sku',
        '/1 ? $$/items/1/price',
        '/2 <- $$/items/0/sku',
        '/2 ? $$/items/0/price',
      ],
    ],
    [
      'groups that are made at the same time',
      'items{kind: $sum(price)}',
      [
        '/box <- $$/items/0/price $$/items/2/price',
        '/box ? $$/items/0/kind $$/items/2/kind',
        '/card <- $$/items/1/price',
        '/card ? $$/items/1/kind',
      ],
    ],
    [
      'conditions within groups, each its own',
      'items{sku: price > 2 ? kind : quantity}',
      [
        '/a <- $$/items/0/kind',
        '/a ? $$/items/0/price $$/items/0/sku',
        '/b <- $$/items/1/kind',
        '/b ? $$/items/1/price $$/items/1/sku',
        '/c <- $$/items/2/quantity',
        '/c ? $$/items/2/price $$/items/2/sku',
      ],
    ],
    ['a sum', '$sum(items.price)', [`<- ${prices}`]],
    ['a count of what is given whole', '$count(items)', ['<- $$/items']],
    ['$map', '$map(items, function($v) { $v.price * $$.rate })[0]', ['<- $$/items/0/price $$/rate', '? $$/items/0']],
    ['$filter', '$filter(items, function($v) { $v.price > 2 }).sku', ['/0 <- $$/items/0/sku', '/1 <- $$/items/1/sku']],
    ['$reduce', '$reduce(items.price, function($a, $b) { $a + $b })', [`<- ${prices}`]],
    ['$sort', '$sort(items.price)[0]', ['<- $$/items/2/price']],
    [
      '$each',
      '$each(ship.phones, function($v, $k) { $k & $v })',
      ['/0 <- $$/ship/phones/home', '/1 <- $$/ship/phones/work'],
    ],
    [
      '$merge',
      '$merge([{ "a": id }, ship.phones])',
      ['/a <- $$/id', '/home <- $$/ship/phones/home', '/work <- $$/ship/phones/work'],
    ],
    ['$lookup', '$lookup(ship, "t" & "o")', ['<- $$/ship/to']],
    ['$distinct', '$distinct([tags, "x", id])', ['/0 <- $$/tags/0', '/1 <- $$/tags/1', '/2 <- $$/id']],
    ['a regular expression', '$match(id, /[A-Z]/).match', ['<- $$/id']],
    ['a regular expression that is called', '(id ~> /[A-Z]/).match', ['<- $$/id']],
    ['a chain of functions', 'ship.to ~> $uppercase ~> $length', ['<- $$/ship/to']],
    ['partial application', '( $f := $substring(?, 0, 1); $f(ship.to) )', ['<- $$/ship/to']],
    ['a function that fills in the context', 'ship.to.$substring(1)', ['<- $$/ship/to', '? $$/ship/to']],
    ['a lambda with a signature', '( $f := function($n)<n-:n> { $n * 2 }; rate.$f() )', ['<- $$/rate', '? $$/rate']],
    [
      'recursion in tail position',
      '( $f := function($n, $t) { $n = 0 ? $t : $f($n - 1, $t & "!") }; $f(300, id) )',
      // Of the conditions, the last one is known; it reads a constant.
      ['<- $$/id'],
    ],
    ['a transform', 'ship ~> |$|{ "from": $$.id, "n": 1 }, "phones"|', ['/to <- $$/ship/to', '/from <- $$/id']],
    ['a wildcard', 'ship.phones.*', ['/0 <- $$/ship/phones/home', '/1 <- $$/ship/phones/work']],
    ['a parent', 'items[0].sku.(%.price & %.%.id)', ['<- $$/items/0/price $$/id', '? $$/items/0/sku']],
    ['$default of what is there', '$default(id, rate)', ['<- $$/id', '? $$/id']],
    ['$default of what is not', '$default(nothing, rate)', ['<- $$/rate']],
    ['$table', '$table(id, { "A1": rate, "B1": ship })', ['<- $$/rate $$/id']],
    [
      'the context of a delivery',
      '{ "shop": $customer.name, "event": $event.id }',
      ['/shop <- $customer/name', '/event <- $event/id'],
    ],
  ])('%s: %s', async (_, source, expected) => {
    const lines = await read({ language: 'jsonata', source, format: 'json' });
    expect(lines.map((line) => line.trim())).toEqual(expected);
  });

  test('says which expression read, and which made', async () => {
    const source = '( $o := ship; { "a": { "b": $o.to }, ("c" & id): tags[0], "d": [items.{ "e": sku }][0] } )';
    const traced = await trace({ language: 'jsonata', source, format: 'json' }, payload);
    if (traced.produces !== 'value') throw new Error('a value was expected');
    const shown = traced.origins.map(({ output, span }) => [output, source.slice(span.start, span.end)]);
    expect(Object.fromEntries(shown)).toEqual({
      '': source,
      '/a': '{ "b": $o.to }',
      '/a/b': '$o.to',
      '/cA1': 'tags[0]',
      '/d': '[items.{ "e": sku }][0]',
      '/d/e': 'sku',
    });
    expect(traced.reads.map(({ output, span }) => [output, source.slice(span.start, span.end)])).toContainEqual([
      '/a/b',
      '$o.to',
    ]);
  });

  test('names a field by its JSON Pointer', async () => {
    const lines = await read(
      { language: 'jsonata', source: '{ "x/y": `a/b`.`c~d` }', format: 'json' },
      { 'a/b': { 'c~d': 1 } },
    );
    expect(lines).toEqual(['/x~1y <- $$/a~1b/c~0d']);
  });

  test('a root array, and one that is empty', async () => {
    const template: Template = { language: 'jsonata', source: '$.sku', format: 'json' };
    expect(await read(template, payload.items)).toEqual(['/0 <- $$/0/sku', '/1 <- $$/1/sku', '/2 <- $$/2/sku']);
    expect(await read(template, [])).toEqual([]);
  });

  test('fails as a render does', async () => {
    await expect(traceSource('jsonata', 'id + 1')).rejects.toMatchObject({ diagnostics: [{ jsonataCode: 'T2001' }] });
    await expect(traceSource('jsonata', 'id +')).rejects.toMatchObject({ phase: 'compile' });
    await expect(traceSource('jsonata', '$eval("1")')).rejects.toMatchObject({ diagnostics: [{ code: 'eval-off' }] });
    await expect(traceSource('jsonata', '/(?=a)/')).rejects.toMatchObject({
      diagnostics: [{ code: 'unsupported-regex' }],
    });
    await expect(traceSource('jsonata', '( $f := function($x) { $f($x) + 1 }; $f(1) )')).rejects.toMatchObject({
      diagnostics: [{ code: 'budget-depth' }],
    });
  });

  test('lists no more than can be looked at, and says so', async () => {
    const many = { items: Array.from({ length: 3000 }, (_, index) => ({ price: index })) };
    const sum = await trace({ language: 'jsonata', source: '$sum(items.price)', format: 'json' }, many);
    expect({ truncated: sum.truncated, reads: sum.reads.length }).toEqual({ truncated: true, reads: 2000 });
  });
});

describe('a trace of Handlebars', () => {
  test.each([
    ['a field', '{{id}}', ['A1 <- $$/id']],
    ['an item and a length', '{{items.[1].sku}} {{items.length}}', ['b <- $$/items/1/sku', '3 <- $$/items']],
    ['if', '{{#if rate}}{{id}}{{else}}{{tags}}{{/if}}', ['A1 ? $$/rate', 'A1 <- $$/id']],
    ['what is absent decides, too', '{{#if gone}}x{{/if}}', ['? $$/gone']],
    [
      'each, with what is around it',
      '{{#each tags}}{{@index}}{{this}}{{../id}} {{/each}}',
      [
        '0xA1 1yA1  ? $$/tags',
        '0xA1  ? $$/tags/0',
        '0 <- $$/tags/0',
        'x <- $$/tags/0',
        'A1 <- $$/id',
        '1yA1  ? $$/tags/1',
        '1 <- $$/tags/1',
        'y <- $$/tags/1',
      ],
    ],
    [
      'each over the fields of an object, by name',
      '{{#each ship.phones as |number key|}}{{key}}{{number}}{{/each}}',
      [
        'home1work2 ? $$/ship/phones',
        'home1 ? $$/ship/phones/home',
        'home <- $$/ship/phones/home',
        '1 <- $$/ship/phones/home',
        'work2 ? $$/ship/phones/work',
        'work <- $$/ship/phones/work',
        '2 <- $$/ship/phones/work',
      ],
    ],
    [
      'with, and the root',
      '{{#with ship}}{{to}} {{@root.id}}{{/with}}',
      ['Ada A1 ? $$/ship', 'Ada <- $$/ship/to', 'A1 <- $$/id'],
    ],
    ['a field as a block', '{{#ship}}{{to}}{{/ship}}', ['Ada ? $$/ship', 'Ada <- $$/ship/to']],
    ['lookup', '{{lookup tags (lookup rates id)}}', ['? $$/rates']],
    ['functions', '{{money rate "EUR"}}', ['2.00 <- $$/rate']],
    ['default, and what it decides by', '{{default gone id}}', ['A1 <- $$/id', 'A1 ? $$/gone']],
    ['the context of a delivery', '{{@customer.name}}', ['Shop <- $customer/name']],
  ])('%s: %s', async (_, source, expected) => {
    expect(await read({ language: 'handlebars', source, format: 'text' })).toEqual(expected);
  });

  test('fails as a render does', async () => {
    await expect(traceSource('handlebars', '{{money id}}')).rejects.toMatchObject({
      diagnostics: [{ span: { start: 0, end: 12 } }],
    });
    await expect(traceSource('handlebars', '{{#if id}}')).rejects.toMatchObject({ phase: 'compile' });
    await expect(traceSource('handlebars', '{{unknown id}}')).rejects.toMatchObject({
      diagnostics: [{ code: 'unknown-helper' }],
    });
  });
});
