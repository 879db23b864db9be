import { inferShape, project } from '@postmap/engine';
import { expect, test } from 'vitest';
import { suggestKey } from './suggest-key.ts';

const PAYLOAD = {
  carrier: 'ups',
  code: 7,
  test: false,
  none: null,
  empty: '',
  lines: [{ sku: 'a', 'x/y': 'slash' }, { sku: 'b' }, { sku: 'a' }],
};

test('a row that looks nothing up needs no key', () => {
  expect(suggestKey(project('{ "a": carrier }', inferShape([PAYLOAD])), '/a', PAYLOAD)).toBeUndefined();
});

test.each([
  ['$table(carrier, {})', 'ups'],
  ['$table(carrier, { "dhl": 1 })', 'ups'],
  ['$table(carrier, { "ups": 1 })', undefined],
  ['$lookup({}, carrier)', 'ups'],
  ['$table(code, {})', '7'],
  ['$table(test, {})', 'false'],
  ['$table(none, {})', undefined],
  ['$table(empty, {})', undefined],
  ['$table(gone.where, {})', undefined],
  ['[lines.{ "s": $table(sku, {}) }]', 'a'],
  ['[lines.{ "s": $table(sku, { "a": "A" }) }]', 'b'],
  ['[lines.{ "s": $table(sku, { "a": "A", "b": "B" }) }]', undefined],
  ['[lines.{ "s": $table($$.carrier, {}) }]', 'ups'],
  ['$table(lines[0].`x/y`, {})', 'slash'],
  ['( $c := carrier; $table($c, {}) )', 'ups'],
  // What is made of fields is not what they have.
  ['$table($uppercase(carrier), {})', undefined],
  ['$table(carrier & code, {})', undefined],
  ['$table($event.facts.source, {})', undefined],
])('%s: %s', (text, key) => {
  const projection = project(`{ "a": ${text} }`, inferShape([PAYLOAD]));
  const row = projection.rows.find(({ kind }) => kind === 'lookup');
  expect(suggestKey(projection, row!.id, PAYLOAD)).toBe(key);
});
