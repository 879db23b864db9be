import { project } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { findRowAt } from '../mapping/find-row.ts';
import { findSpansAt, findSpansOf, listChosenItems } from './template-spans.ts';

const SOURCE = `( $o := order;
  $who := $o.customer & "!";
  {
    "no": $o.id,
    "name": $who,
    "lines": [$o.lines.{ "sku": sku }]
  } )`;

function slices(spans: readonly { start: number; end: number }[], source = SOURCE): string[] {
  return spans.map(({ start, end }) => source.slice(start, end));
}

describe('the caret is about', () => {
  test.each([
    ['a name', '"no"', ['$o.id']],
    ['a value', 'sku }', ['sku']],
    ['what stands before the caret on its line', ',\n    "name"', ['$o.id']],
    ['the field that the line begins with', '    "name"', ['$who']],
  ])('%s', (_, at, expected) => {
    const offset = SOURCE.indexOf(at) + (at.startsWith(',') ? 1 : 0);
    expect(slices(findSpansAt({ language: 'jsonata', source: SOURCE }, offset))).toEqual(expected);
  });

  test('a point of a text', () => {
    expect(findSpansAt({ language: 'handlebars', source: 'Hello {{name}}' }, 8)).toEqual([{ start: 8, end: 8 }]);
  });
});

test('a variable is about what it is used in, by way of other variables too', () => {
  const row = findRowAt(project(SOURCE), SOURCE.indexOf('order;'));
  expect(row && slices(findSpansOf(row, SOURCE))).toEqual(['$who', '$o.id', '[$o.lines.{ "sku": sku }]']);
});

test('the items of loops that made a place', () => {
  const { rows } = project(SOURCE);
  const [loop] = rows.filter(({ kind }) => kind === 'loop');
  expect(listChosenItems(rows, '/lines/3/sku')).toEqual([{ loop: loop?.id, index: 3 }]);
  expect(listChosenItems(rows, '/no')).toEqual([]);
});
