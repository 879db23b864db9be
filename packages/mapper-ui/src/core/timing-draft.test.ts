import { expect, test } from 'vitest';
import { emptyTiming, hasTiming, readTiming, toTimingDraft } from './timing-draft.ts';

const none = { delayMinutes: 0, throttle: null, orderingKey: null, blockAfter: null };
const all = {
  delayMinutes: 30,
  throttle: { limit: 2, perSeconds: 90, key: 'data.email' },
  orderingKey: 'data.order.id',
  blockAfter: 15,
};

test.each([none, all, { ...none, orderingKey: 'a' }])('%j reads back as it was', (timing) => {
  expect(readTiming(toTimingDraft(timing))).toEqual({ timing });
});

test.each([
  ['delayMinutes', { delayMinutes: 'soon' }],
  ['throttle.limit', { throttleKey: 'a', throttleLimit: '' }],
  ['throttle.perSeconds', { throttleKey: 'a', throttleSeconds: '1.5' }],
  ['blockAfter', { orderingKey: 'a', blockAfter: '-1' }],
])('%s is named when it cannot be read', (path, change) => {
  expect(readTiming({ ...emptyTiming, ...change })).toMatchObject({ path });
});

test('what belongs to an empty key is not sent', () => {
  expect(readTiming({ ...emptyTiming, throttleSeconds: 'x', blockAfter: '5' })).toEqual({ timing: none });
  expect(hasTiming(emptyTiming)).toBe(false);
  expect(hasTiming(toTimingDraft(all))).toBe(true);
});
