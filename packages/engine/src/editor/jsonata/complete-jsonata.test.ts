import { describe, expect, test } from 'vitest';
import { completeJsonata } from './complete-jsonata.ts';
import type { CompletionItem } from '../editor-request.ts';

const sample = {
  order: { id: '7', 'ship to': { city: 'Ulm' }, items: [{ sku: 'A', qty: 1, parts: [{ code: 'x' }] }] },
  email: 'cody@example.com',
};
const context = { customer: { id: 'c1', variables: { region: 'EU' } } };

/** The caret is the `|` in the text, or `¦` where there are others. */
function completeAt(marked: string): CompletionItem[] {
  const mark = marked.includes('¦') ? '¦' : '|';
  const offset = marked.indexOf(mark);
  const source = marked.slice(0, offset) + marked.slice(offset + 1);
  return completeJsonata({ template: { language: 'jsonata', source, format: 'json' }, offset, sample, context }).items;
}

function listFields(marked: string): string[] {
  return completeAt(marked)
    .filter(({ kind, holder }) => holder === undefined && (kind === 'field' || kind === 'list' || kind === 'object'))
    .map(({ label }) => label);
}

const ROOT = ['order', 'email'];
const ORDER = ['id', 'ship to', 'items'];
const ITEM = ['sku', 'qty', 'parts'];

describe('fields', () => {
  test.each([
    ['|', ROOT],
    ['em|', ROOT],
    ['order.|', ORDER],
    ['order.it|', ORDER],
    ['order.items.|', ITEM],
    ['order.items[0].|', ITEM],
    ['order.items[|', ITEM],
    ['order.items[sku = |', ITEM],
    ['order.items[sku = "A" and |', ITEM],
    ['order.items^(|', ITEM],
    ['order.items^(>qty).|', ITEM],
    ['order.items^(<qty, >|', ITEM],
    ['order.items.{ "a": |', ITEM],
    ['order.items.{ |', ITEM],
    ['order.items{ |', ITEM],
    ['order.items{ sku: |', ITEM],
    ['{ "list": [order.items.{ "a": sku, "b": par|', ITEM],
    ['order.items.{ "a": $$.|', ROOT],
    ['order.items.{ "a": $.|', ITEM],
    ['order.items.{ "p": parts.|', ['code']],
    ['order.items.{ "p": parts.{ "c": |', ['code']],
    ['order.items.{ "p": parts.{ "c": code } }.|', ['p']],
    ['order.items.{ "p": parts.{ "c": code } }.p.|', ['c']],
    ['order.items.parts.%.|', ITEM],
    ['order.items.parts.%.%.|', ORDER],
    ['order.items.{ "id": %.|', ORDER],
    ['order.items[%.|', ORDER],
    ['order.(|', ORDER],
    ['order.(items).|', ITEM],
    ['(order).items.|', ITEM],
    ['order.`ship to`.|', ['city']],
    ['order."ship to".|', ['city']],
    ['$map(order.items, function($v) { $v.|', ITEM],
    ['$map(order.items, function($v, $i) { $i.|', []],
    ['$map(order.items, function($v, $i, $a) { $a.|', ITEM],
    ['$map(order.items, function($v) { $v.parts }).|', ['code']],
    ['order.items ~> $map(function($v) { $v.|', ITEM],
    ['order.items ~> $filter(function($v) { $v.qty > 1 }) ~> $map(function($w) { $w.|', ITEM],
    ['$filter(order.items, function($v) { $v.qty > 1 }).|', ITEM],
    ['$reduce(order.items, function($sum, $v) { $sum + $v.|', ITEM],
    ['$sort(order.items, function($l, $r) { $l.|', ITEM],
    ['( $x := order.items; $x.|', ITEM],
    ['( $x := order; ( $x := $x.items; $x.|', ITEM],
    ['( $x := order; $y := $x.items; $y.|', ITEM],
    ['( $x := { "a": order }; $x.a.|', ORDER],
    ['( $x := [order.items]; $x.|', ITEM],
    ['( $first := function($list) { $list[0] }; $first(order.items).|', ITEM],
    ['( $again := function($n) { $again($n) }; $again(order).|', []],
    ['(function($o) { $o.|', []],
    ['( $f := function($o) { $o.¦ }; $f(order) )', ORDER],
    ['( $f := function($o, $i) { $i.¦ }; order.items.$f(%, $) )', ITEM],
    ['( $f := function($i) { $i.¦ }; $map(order.items, $f) )', ITEM],
    ['( $f := function($i) { $i.¦ }; order.items ~> $map($f) )', ITEM],
    ['( $g := function($i) { $i.¦ }; $f := function($o) { $o.items.$g($) }; $f(order) )', ITEM],
    ['( $f := function($n) { $n.¦ & $f($n) }; "x" )', []],
    ['order.items@$i.|', ORDER],
    ['order.items@$i.{ "a": $i.|', ITEM],
    ['order.items#$n.{ "a": |', ITEM],
    ['{ "a": email, "b": |', ROOT],
    ['$sum(order.items.|', ITEM],
    ['$sum(order.items.qty) + |', ROOT],
    ['email = "x" ? order.|', ORDER],
    ['(email ? order : order).|', ORDER],
    ['(missing ?: order).|', ORDER],
    ['$default(missing, order).|', ORDER],
    ['$lookup(order, "items").|', ITEM],
    ['email and |', ROOT],
    ['order . |', ORDER],
    ['/* about */ order. /* and */ |', ORDER],
    ['order.nowhere.|', []],
    ['$customer.|', ['id', 'variables']],
    ['$customer.variables.|', ['region']],
    ['order ~> |items|{ "a": ¦', ITEM],
  ])('%s', (marked, fields) => {
    expect(listFields(marked)).toEqual(fields);
  });

  test.each([
    ['{ "a": (1 + , "b": order.|', ORDER],
    ['{ "a": order. , "b": |', ROOT],
    ['{ "a": , "b": order.items.|', ITEM],
    ['{ "a": foo bar, "b": order.|', ORDER],
    ['{ "a": "x" & , "b": [order.items.{ "c": |', ITEM],
    ['{ "a": (1 + , "b": [order.items.{ "c": |', ITEM],
    ['{ "a": (1 + , "b": [order.items[0].{ "c": $sum(|', ITEM],
    [') order.items[0].|', ITEM],
    ['{ "a": order.| "b": email }', ORDER],
    ['$map(order.items, function($v) { $v.| })', ITEM],
    ['( $x := ; $y := order; $y.|', ORDER],
    ['{ "a": $map(order.items, fun(, $x)), "b": order.|', ORDER],
  ])('in broken text: %s', (marked, fields) => {
    expect(listFields(marked)).toEqual(fields);
  });

  test('with their values, and quoted where the name needs it', () => {
    const items = completeAt('order.|');
    const span = { start: 6, end: 6 };
    expect(items).toContainEqual(
      expect.objectContaining({
        label: 'id',
        kind: 'field',
        detail: '"7"',
        sampleValue: '"7"',
        insertText: 'id',
        span,
      }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ label: 'ship to', kind: 'object', sampleValue: '1 field', insertText: '`ship to`' }),
    );
    expect(items).toContainEqual(expect.objectContaining({ label: 'items', kind: 'list', sampleValue: '1 item' }));
  });

  test.each(['order.`sh|', 'order.`sh|`', 'order.`ship t|o`.city'])('within quotes: %s', (marked) => {
    const item = completeAt(marked).find(({ label }) => label === 'ship to');
    expect(item).toMatchObject({ insertText: '`ship to`', filterText: '`ship to`' });
    const source = marked.replace('|', '');
    expect(source.slice(0, item?.span.start) + item?.insertText + source.slice(item?.span.end)).toMatch(
      /^order\.`ship to`(\.city)?$/,
    );
  });

  test('as keys of an object they come with their values', () => {
    expect(completeAt('order.{ i|')).toContainEqual(expect.objectContaining({ label: 'id', insertText: '"id": id' }));
    expect(completeAt('order{ i|')).toContainEqual(expect.objectContaining({ label: 'id', insertText: 'id' }));
  });
});

test.each([
  '"text |',
  '/* note |',
  '12|',
  'function(|',
  'function($a, |',
  '$match(email, /a|',
  'order.items@|',
  'order.items#$|',
])('nothing at %s', (marked) => {
  expect(completeAt(marked)).toEqual([]);
});

test.each(['order.id |', '(1) a|', '"text" |'])('operators at %s', (marked) => {
  expect(completeAt(marked).map(({ label }) => label)).toEqual(['and', 'or', 'in']);
});

test('variables, functions and words at the beginning of a value', () => {
  const labels = completeAt('( $total := 1; $again := function($n) { $n }; |').map(({ label }) => label);
  expect(labels).toEqual(
    expect.arrayContaining(['$sum', '$total', '$again', '$customer', '$', '$$', '$date', '$table', 'function', 'true']),
  );
  expect(labels).not.toContain('$n');
  expect(completeAt('order.items.{ "a": |').map(({ label }) => label)).toContain('%');
});

test('only what begins with a dollar sign after one', () => {
  const items = completeAt('order.items.$s|');
  expect(items.every(({ label }) => label.startsWith('$'))).toBe(true);
  expect(items).toContainEqual(expect.objectContaining({ label: '$sum', insertText: '\\$sum($0)', isSnippet: true }));
});

test('a variable shows what it is bound to', () => {
  const items = completeAt('( $x := order.id; $to := function($a) { $a }; $|');
  expect(items).toContainEqual(expect.objectContaining({ label: '$x', sampleValue: '"7"', kind: 'variable' }));
  expect(items).toContainEqual(
    expect.objectContaining({ label: '$to', documentation: 'A function of this template.' }),
  );
});

describe('fields further down', () => {
  const shipment = { id: '1', date_deliver: '2021-04-15', dateScan: '', 'ship to': { zip: '89073' } };
  const lines = [{ sku: 'mug', price: '4.50', parts: [{ code: 'x', made: { year: 2020 } }] }];
  const deep = { event: 'sent', all: { shipment, lines, id: '7' }, date: 'today' };

  /** What is put in, each with what stands before the name. */
  function listDeep(marked: string, payload: unknown = deep): string[] {
    const offset = marked.indexOf('|');
    const template = { language: 'jsonata', source: marked.replace('|', ''), format: 'json' } as const;
    return completeJsonata({ template, offset, sample: payload, context }).items.flatMap(
      ({ holder, label, insertText, detail }) =>
        holder === undefined ? [] : [`${holder} ${label}: ${insertText}${detail === '' ? '' : ` = ${detail}`}`],
    );
  }

  const DELIVER = 'all.shipment date_deliver: all.shipment.date_deliver = "2021-04-15"';
  test.each<[marked: string, items: string[]]>([
    ['date_del|', [DELIVER]],
    ['deliv|', [DELIVER]],
    ['deliver_date|', [DELIVER]],
    ['shipment deliver|', []],
    ['shipment_deliver|', [DELIVER]],
    ['d|', []],
    ['scan|', ['all.shipment dateScan: all.shipment.dateScan = ""']],
    // What begins with it before what has it somewhere, and neither what is in scope itself.
    ['at|', [DELIVER, 'all.shipment dateScan: all.shipment.dateScan = ""']],
    ['date|', [DELIVER, 'all.shipment dateScan: all.shipment.dateScan = ""']],
    ['zip|', ['all.shipment.`ship to` zip: all.shipment.`ship to`.zip = "89073"']],
    ['`zi|', ['all.shipment.`ship to` zip: all.shipment.`ship to`.zip = "89073"']],
    ['id|', ['all id: all.id = "7"', 'all.shipment id: all.shipment.id = "1"']],
    ['{ zip|', ['all.shipment.`ship to` zip: "zip": all.shipment.`ship to`.zip = "89073"']],
    ['all.zip|', ['shipment.`ship to` zip: shipment.`ship to`.zip = "89073"']],
    ['all.shipment.zip|', ['`ship to` zip: `ship to`.zip = "89073"']],
    ['$zi|', []],
    // In the items of an array: of no loop all of them, and last.
    ['sku|', ['all.lines sku: all.lines.sku = each "mug"']],
    ['all.lines.{ "a": sku|', []],
    ['all.lines.{ "a": date_del|', [DELIVER.replaceAll('all.', '$$$$.all.')]],
    ['all.lines.{ "a": event|', ['$$ event: $$.event = "sent"']],
    ['all.lines.{ "a": code|', ['parts code: parts.code = each "x"']],
    ['all.lines.{ "a": parts.{ "b": sku|', ['% sku: %.sku = "mug"']],
    ['all.lines.{ "a": parts.{ "b": year|', ['made year: made.year = 2020']],
    ['$map(all.lines, function($v) { pri|', ['$v price: $v.price = "4.50"']],
    ['( $s := all.shipment; zip|', ['all.shipment.`ship to` zip: all.shipment.`ship to`.zip = "89073"']],
    ['all.lines.( $s := $$.all.shipment; { "z": zip|', ['$s.`ship to` zip: $s.`ship to`.zip = "89073"']],
  ])('%s', (marked, items) => {
    expect(listDeep(marked)).toEqual(items);
  });

  test.each([
    ['d', true],
    ['da', false],
  ])('%s: whether it is asked for again with the next letter', (source, isIncomplete) => {
    const template = { language: 'jsonata', source, format: 'json' } as const;
    expect(completeJsonata({ template, offset: source.length, sample: deep })).toMatchObject({ isIncomplete });
  });

  test('after all that is in scope', () => {
    const template = { language: 'jsonata', source: 'date', format: 'json' } as const;
    const { items } = completeJsonata({ template, offset: 4, sample: deep });
    expect(items.findIndex(({ holder }) => holder !== undefined)).toBe(
      items.findLastIndex(({ holder }) => holder === undefined) + 1,
    );
  });

  test('no more than can be looked through', () => {
    const wide = { all: Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`field_${index}`, index])) };
    expect(listDeep('field|', wide)).toHaveLength(20);
    expect(listDeep('d_899|', wide)).toEqual(['all field_899: all.field_899 = 899']);
  });
});

test('of many fields, those are listed that can be meant', () => {
  const wide = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`field_${index}`, index]));
  const template = { language: 'jsonata', source: 'fd89', format: 'json' } as const;
  const { items, isIncomplete } = completeJsonata({ template, offset: 4, sample: wide });
  const fields = items.filter(({ kind }) => kind === 'field').map(({ label }) => label);
  expect(isIncomplete).toBe(true);
  expect(fields).toContain('field_89');
  expect(fields.every((label) => label.includes('8') && label.includes('9'))).toBe(true);
});
