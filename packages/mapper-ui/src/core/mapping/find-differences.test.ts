import { compile, project, readTarget } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { findDifferences } from './find-differences.ts';

const PAYLOAD = {
  id: 'SH-447405',
  mail: 'cody@example.com',
  carrier: null,
  state: 'Pending Tracking',
  count: '2',
  weight: 1.5,
  none: [],
  lines: [
    { sku: 'A-1000', qty: 1 },
    { sku: 'B-2000', qty: 2 },
  ],
};
const IS_RELATED = '"id": id, "mail": mail';
const RELATED = { id: 'SH-447405', mail: 'cody@example.com' };

async function tell(source: string, sample: unknown): Promise<string[]> {
  const { value } = await compile({ language: 'jsonata', source, format: 'json' }).render(PAYLOAD);
  const target = readTarget({ kind: 'sample', value: sample });
  return findDifferences(project(source), target, value).map(
    ({ row, wanted, given }) => `${row.id} ${JSON.stringify(wanted)} ${JSON.stringify(given) ?? 'nothing'}`,
  );
}

describe('beside two values that are the same', () => {
  test.each<[string, string, object, string[]]>([
    [
      'text',
      '"carrier": carrier, "state": state',
      { carrier: 'none', state: 'Pending Tracking' },
      ['/carrier "none" null'],
    ],
    ['nothing at all', '"a": nowhere', { a: 'x' }, ['/a "x" nothing']],
    ['null in the sample', '"a": state', { a: null }, ['/a null "Pending Tracking"']],
    ['a number is no text', '"count": count', { count: 2 }, ['/count 2 "2"']],
    ['numbers', '"weight": weight, "two": weight * 2', { weight: 1.5, two: 3.0 }, []],
    ['in an object', '"o": { "a": state }', { o: { a: 'awaiting' } }, ['/o/a "awaiting" "Pending Tracking"']],
    [
      'the first item of a loop',
      '"l": [lines.{ "sku": sku, "qty": qty }]',
      {
        l: [
          { sku: 'A-1000', qty: 2 },
          { sku: 'B-2000', qty: 2 },
        ],
      },
      ['/l/qty 2 1'],
    ],
    ['some items only', '"l": [lines.{ "qty": qty }]', { l: [{ sku: 'A-1000' }, { qty: 2 }] }, []],
    ['a loop without items', '"l": [none.{ "sku": sku }]', { l: [{ sku: 'A-1000' }] }, []],
    ['the items of a list', '"l": [{ "n": 1 }, { "n": 2 }]', { l: [{ n: 1 }, { n: 2 }] }, []],
    ['an item that cannot be told', '"l": [nowhere, { "n": 1 }, { "n": 2 }]', { l: [{ n: 1 }, { n: 2 }] }, []],
    ['the outcomes of a condition', '"o": weight > 1 ? { "a": 1 } : { "a": 2 }', { o: { a: 3 } }, ['/o?0/a 3 1']],
    ['a list for a text', '"a": lines.sku', { a: 'A-1000' }, []],
    ['still null', '"a": null, "b": null', { a: 'x', b: null }, []],
    ['not in the sample', '"a": state', {}, []],
  ])('%s', async (_, fields, sample, expected) => {
    expect(await tell(`{ ${IS_RELATED}, ${fields} }`, { ...RELATED, ...sample })).toEqual(expected);
  });
});

describe('the sample of another event is not compared', () => {
  test.each<[string, string, object]>([
    ['one value the same', '"id": id, "a": state', { id: 'SH-447405', a: 'x' }],
    ['what is the same tells nothing', '"a": 1, "b": true, "c": "no", "d": state', { a: 1, b: true, c: 'no', d: 'x' }],
    [
      'more differ than are the same',
      `${IS_RELATED}, "a": state, "b": weight, "c": count`,
      { ...RELATED, a: 'x', b: 2, c: 'y' },
    ],
  ])('%s', async (_, fields, sample) => {
    expect(await tell(`{ ${fields} }`, sample)).toEqual([]);
  });
});

test('without an output there is nothing to compare', () => {
  const target = readTarget({ kind: 'sample', value: RELATED });
  expect(findDifferences(project(`{ ${IS_RELATED} }`), target, undefined)).toEqual([]);
});
