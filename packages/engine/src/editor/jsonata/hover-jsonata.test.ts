import { expect, test } from 'vitest';
import { inferShape } from '../../shapes/infer-shape.ts';
import { hoverJsonata } from './hover-jsonata.ts';

const sample = {
  order: {
    id: '7',
    'ship to': { city: 'Ulm' },
    items: [
      { sku: 'A', qty: 1 },
      { sku: 'B', qty: 2 },
    ],
  },
};
const context = { customer: { id: 'c1' } };
const shape = inferShape([sample, { order: { id: '8', items: [] } }]);

function hoverAt(marked: string) {
  const offset = marked.indexOf('¦');
  const source = marked.slice(0, offset) + marked.slice(offset + 1);
  const found = hoverJsonata({
    template: { language: 'jsonata', source, format: 'json' },
    offset,
    sample,
    context,
    shape,
  });
  return found && { ...found, word: source.slice(found.span.start, found.span.end) };
}

test.each([
  ['order.i¦d', 'id', 'order.id', ['"7"'], 'Text, such as "7".'],
  ['¦order.id', 'order', 'order', ['3 fields'], 'An object.'],
  ['order.items.sk¦u', 'sku', 'order.items[].sku', ['"A"', '"B"'], 'Text, such as "A".'],
  ['order.items[1].sk¦u', 'sku', 'order.items[].sku', ['"B"'], 'Text, such as "A".'],
  ['order.items[q¦ty > 1]', 'qty', 'order.items[].qty', ['1', '2'], 'A number, such as 1.'],
  ['order.item¦s', 'items', 'order.items', ['2 items'], 'An array. Each item is an object. From 0 to 2 items.'],
  ['order.`ship¦ to`.city', '`ship to`', 'order.ship to', ['1 field'], 'An object. Absent in 1 of 2 samples.'],
  ['order."ship¦ to"', '"ship to"', 'order.ship to', ['1 field'], 'An object. Absent in 1 of 2 samples.'],
  ['{ "a": [order.items.{ "s": sk¦u }] }', 'sku', 'order.items[].sku', ['"A"', '"B"'], 'Text, such as "A".'],
  ['order.items.%¦.id', '%', 'order', ['3 fields'], 'An object.'],
  ['$customer.i¦d', 'id', '$customer.id', ['"c1"'], 'Text, such as "c1".'],
] as const)('%s', (marked, word, path, values, text) => {
  expect(hoverAt(marked)).toMatchObject({ word, path, signature: path, values, text });
});

test.each([
  ['( $x¦ := order.id; $x )', '$x := order.id', ['"7"'], 'A variable of this template. Text, such as "7".'],
  ['( $x := order.id; $x¦ )', '$x := order.id', ['"7"'], 'A variable of this template. Text, such as "7".'],
  ['$map(order.items, function($v¦) { $v.sku })', '$v', ['2 fields'], 'A parameter. An object.'],
  ['$map(order.items, function($v) { $v¦.sku })', '$v', ['2 fields'], 'A parameter. An object.'],
  ['order.items@$i¦.id', '$i', ['2 fields'], 'A variable of this template. An object.'],
  ['( $f := function($n) { $n + 1 }; $f¦(1) )', '$f := function($n) { $n + 1 }', [], 'A variable of this template.'],
  ['order.items.(¦$)', '$', ['2 fields'], 'What names are looked up in here'],
  ['order.items.(¦$$)', '$$', ['1 field'], 'The whole payload, from anywhere.'],
  ['$cust¦omer', '$customer', ['1 field'], 'The customer'],
  ['$tri¦gger', '$trigger', [], 'The trigger'],
  ['$su¦m(order.items.qty)', '$sum(array)', [], '$sum(items.qty)\n  → 3  for {"items"'],
  ['$da¦te(order.id)', '$date(value, picture?, zone?)', [], 'A date and time'],
  ['¦$table(x, {})', '$table(key, table, otherwise?)', [], 'Looks `key` up'],
] as const)('%s', (marked, signature, values, text) => {
  const found = hoverAt(marked);
  expect(found).toMatchObject({ signature, values });
  expect(found?.text).toContain(text);
});

test.each(['"$da¦te"', '1¦2', '/* o¦rder */ order', 'order.no¦where', '{ "or¦der": 1 }', '$nobody¦', 'order +¦ 1'])(
  'nothing for %s',
  (marked) => {
    expect(hoverAt(marked)).toBeUndefined();
  },
);

test('text that does not parse', () => {
  expect(hoverAt('{ "a": order.i¦d, "b": (1 + , "c": }')).toMatchObject({ path: 'order.id' });
});
