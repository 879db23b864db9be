import { encode } from '@postmap/engine';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { listEscapedCells, readCsv } from './read-csv.ts';

test.each([
  ['', []],
  [
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\n1,',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  ['"a ""x"", b","c\r\nd"\r\n', [['a "x", b', 'c\r\nd']]],
  ['a\r\n""\r\n', [['a'], ['']]],
  [',', [['', '']]],
  ['"open', undefined],
  ['"a"b,c', undefined],
] as const)('%j', (text, rows) => expect(readCsv(text)).toEqual(rows));

test('gives back every cell that the engine wrote', () => {
  const row = fc.record({ a: fc.string({ unit: 'grapheme' }), 'b,"': fc.string() });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const { body } = encode(rows, 'csv', { csvFormulas: 'keep' });
      expect(readCsv(body)).toEqual([['a', 'b,"'], ...rows.map((cells) => [cells.a, cells['b,"']])]);
    }),
  );
});

test('finds the cells that the engine escaped', () => {
  const rows = [{ a: '=1+1', b: '-5.00', c: "it's", d: '@x' }];
  expect(listEscapedCells(encode(rows, 'csv').body)).toEqual(["'=1+1", "'@x"]);
  expect(listEscapedCells(encode(rows, 'csv', { csvFormulas: 'keep' }).body)).toEqual([]);
});
