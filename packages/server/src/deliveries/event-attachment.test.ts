import { expect, test } from 'vitest';
import { attachEvent } from './event-attachment.ts';

const csv = (payload: unknown): string => attachEvent('csv', JSON.stringify(payload), 'evt_1').content;

test('JSON is the payload as it came, with what no view shows masked', () => {
  const payload = '{ "order": {"id": 12345678901234567890, "card_number":"4111111111111111"},\n "api_key": "k-1" }';
  expect(attachEvent('json', payload, 'evt_1')).toEqual({
    filename: 'evt_1.json',
    contentType: 'application/json',
    content: '{ "order": {"id": 12345678901234567890, "card_number":"•••• 1111"},\n "api_key": "••••" }',
  });
});

test.each([
  [
    'the items of an order',
    {
      id: 7,
      order: {
        total: '9.90',
        items: [
          { sku: 'A', price: 1 },
          { sku: 'B', price: 2, note: 'x' },
        ],
      },
    },
    'sku,price,note\r\nA,1,\r\nB,2,x\r\n',
  ],
  [
    'the list nearest to the top, whatever stands before it',
    { a: { b: { deep: [{ x: 1 }] } }, lines: [{ y: 2 }] },
    'y\r\n2\r\n',
  ],
  [
    'nested fields and lists',
    { items: [{ p: { name: 'Cap', tags: ['a', 'b'] }, e: {} }] },
    'p.name,p.tags,e\r\nCap,"[""a"",""b""]",{}\r\n',
  ],
  ['the payload itself without a list', { a: 1, b: { c: 'x' }, d: [], e: [1, 2] }, 'a,b.c,d,e\r\n1,x,[],"[1,2]"\r\n'],
  ['formulas and secrets', { items: [{ n: '=1+1', password: 'p' }] }, "n,password\r\n'=1+1,••••\r\n"],
  ['a payload that is a list', [{ a: 1 }, { a: 2 }], 'a\r\n1\r\n2\r\n'],
])('CSV of %s', (_what, payload, expected) => {
  expect(csv(payload)).toBe(expected);
});
