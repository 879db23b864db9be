import { expect, test } from 'vitest';
import { normaliseFact } from './normalise-fact.ts';
import type { FactName } from './normalise-fact.ts';

test.each<[FactName, unknown, object]>([
  ['orderId', 'A-1', { orderId: 'A-1' }],
  ['orderId', 223827, { orderId: '223827' }],
  ['orderId', ['7', 7], { orderId: '7' }],
  ['campaignId', 0, { campaignId: '0' }],
  ['productIds', '52', { productIds: ['52'] }],
  ['productIds', [52, '95', 52, null, ''], { productIds: ['52', '95'] }],
  ['isTest', false, { isTest: false }],
  ['isTest', [true, true], { isTest: true }],
])('%s from %j', (name, value, facts) => {
  expect(normaliseFact(name, value)).toEqual({ kind: 'fact', facts });
});

test.each<[FactName, unknown]>([
  ['orderId', undefined],
  ['orderId', null],
  ['orderId', '  '],
  ['productIds', []],
  ['isTest', null],
])('%s from %j is absent', (name, value) => {
  expect(normaliseFact(name, value)).toEqual({ kind: 'absent' });
});

test.each<[FactName, unknown, string]>([
  ['orderId', { id: 1 }, 'an object where text or a number was expected'],
  ['orderId', true, 'a boolean where text or a number was expected'],
  ['email', ['a@example.com', 'b@example.com'], '2 different values where one was expected'],
  ['productIds', [['1']], 'a list where text or a number was expected'],
  ['isTest', '1', 'a string where true or false was expected'],
  ['isTest', [true, false], 'several values where true or false was expected'],
])('%s from %j is a problem', (name, value, problem) => {
  expect(normaliseFact(name, value)).toEqual({ kind: 'problem', problem });
});
