import { expect, test } from 'vitest';
import { DELIVERY_STATUSES } from '../contract/index.ts';
import type { DeliveryStatus } from '../contract/index.ts';
import { canBecome, canCancel, canRetry } from './delivery-status.ts';

test.each([
  ['scheduled', false, true],
  ['sending', false, true],
  ['succeeded', false, false],
  ['retrying', true, true],
  ['exhausted', true, false],
  ['cancelled', true, false],
  ['filtered', false, false],
  ['held-back', false, false],
  ['throttled', false, false],
  ['failed-to-render', true, false],
] satisfies [DeliveryStatus, boolean, boolean][])('%s: retry %s, cancel %s', (status, retry, cancel) => {
  expect(canRetry({ status, kind: 'live' })).toBe(retry);
  expect(canRetry({ status, kind: 'test' })).toBe(false);
  expect(canCancel({ status })).toBe(cancel);
});

test('a success stays one, and everything is sent by way of sending', () => {
  const before = DELIVERY_STATUSES.filter((status) => canBecome(status, 'succeeded'));
  expect(before).toEqual(['sending']);
  expect(DELIVERY_STATUSES.filter((status) => canBecome('succeeded', status))).toEqual([]);
});
