import { expect, test } from 'vitest';
import { findJsonataSignature } from './signature-jsonata.ts';

const sample = { name: 'Cody', items: [{ sku: 'A', qty: 1 }] };

function findAt(marked: string) {
  const offset = marked.indexOf('¦');
  const source = marked.slice(0, offset) + marked.slice(offset + 1);
  return findJsonataSignature({ template: { language: 'jsonata', source, format: 'json' }, offset, sample });
}

test.each([
  ['$substring(¦', '$substring(text, start, length?)', 0],
  ['$substring(¦)', '$substring(text, start, length?)', 0],
  ['$substring(name¦, 1)', '$substring(text, start, length?)', 0],
  ['$substring(name, ¦)', '$substring(text, start, length?)', 1],
  ['$substring(name, 1, ¦', '$substring(text, start, length?)', 2],
  ['$substring("a, b", ¦', '$substring(text, start, length?)', 1],
  ['$substring("a, b¦', '$substring(text, start, length?)', 0],
  ['$substring($uppercase(name), ¦', '$substring(text, start, length?)', 1],
  ['$substring($uppercase(¦name), 1)', '$uppercase(text)', 0],
  ['$table(name, { "a": ¦', '$table(key, table, otherwise?)', 1],
  ['{ "a": $map(items, ¦', '$map(array, function)', 1],
  ['( $add := function($a, $b) { $a + $b }; $add(1, ¦', '$add($a, $b)', 1],
  ['{ "x": (1 + , "a": $substring(name, ¦', '$substring(text, start, length?)', 1],
  ['$uppercase(name, ¦', '$uppercase(text)', 1],
])('%s', (marked, signature, activeParameter) => {
  expect(findAt(marked)).toMatchObject({ signature, activeParameter, isFirstGiven: false });
});

test.each([
  ['name.$substring(¦', 1],
  ['name.$substring(1¦', 1],
  ['name.$substring(1, ¦', 2],
  ['name.$length(¦', 1],
  ['name ~> $substring(¦', 1],
  ['name ~> $substring(1, ¦', 2],
  ['items ~> $map(¦', 1],
  ['items.$substring(qty, ¦', 2],
])('%s takes its first argument from what is before it', (marked, activeParameter) => {
  expect(findAt(marked)).toMatchObject({ activeParameter, isFirstGiven: true });
});

test.each([
  ['name.$substring(sku, 1, ¦', 2],
  ['items.$substring(sku, ¦', 1],
])('%s is given it', (marked, activeParameter) => {
  expect(findAt(marked)).toMatchObject({ activeParameter, isFirstGiven: false });
});

test.each(['$substring¦(name)', '$substring(name)¦', 'name¦', '$map(items, function($v) { ¦', '$nobody(¦', 'items[¦'])(
  'nothing at %s',
  (marked) => {
    expect(findAt(marked)).toBeUndefined();
  },
);
