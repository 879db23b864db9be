import { expect, test } from 'vitest';
import { EVERYTHING, isFarBack, isTold, readChanges } from './live-queries.ts';

test.each([
  [['deliveries', 'list', {}], true],
  [['deliveries', 'one', 'dlv_1'], true],
  [['deliveries', 'one', 'dlv_2'], false],
  [['stats'], true],
  [['alerts'], true],
  [['events', 'list', {}], true],
  [['events', 'one', 'evt_1'], false],
  [['inbox', null], false],
  [['session'], false],
  [['deliveries', 'palette', 'x'], false],
])('a change of one delivery: %j, %s', (key, told) => {
  expect(isTold(key, [{ topic: 'deliveries', ids: ['dlv_1'] }])).toBe(told);
});

test('a change without ids is of any', () => {
  expect(isTold(['deliveries', 'one', 'dlv_2'], [{ topic: 'inbox' }, { topic: 'deliveries' }])).toBe(true);
  expect(isTold(['triggers', 'trg_1'], [{ topic: 'customers' }])).toBe(true);
});

test('what is recorded, or runs templates, is never asked for by itself', () => {
  expect(isTold(['triggers', 'trg_1', 'secret'], EVERYTHING)).toBe(false);
  expect(isTold(['templates', 'tpl_1', 'case-run', 3], EVERYTHING)).toBe(false);
});

test('a list of many pages is far back', () => {
  expect(isFarBack({ pages: [1, 2, 3, 4, 5], pageParams: [] })).toBe(true);
  expect(isFarBack({ pages: [1, 2, 3, 4], pageParams: [] })).toBe(false);
  expect(isFarBack([1, 2, 3, 4, 5])).toBe(false);
  expect(isFarBack(undefined)).toBe(false);
});

test('a message is read as far as its topics are known', () => {
  const message = '{"number":7,"changes":[{"topic":"keys"},{"topic":"later"},{"topic":"inbox","ids":["a"]}]}';
  expect(readChanges(message)).toEqual({ number: 7, changes: [{ topic: 'keys' }, { topic: 'inbox', ids: ['a'] }] });
  expect(readChanges('{"changes":[]}')).toBeNull();
  expect(readChanges('null')).toBeNull();
});
