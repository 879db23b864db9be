import { describe, expect, it } from 'vitest';
import type { DeliveryStatus } from '../contract/index.ts';
import { countRecentOutcomes } from './recent-outcomes.ts';

describe('countRecentOutcomes', () => {
  it.each<[string, DeliveryStatus[], { succeeded: number; failed: number; last: string | null }]>([
    ['of none', [], { succeeded: 0, failed: 0, last: null }],
    ['skips what was never tried', ['filtered', 'held-back', 'throttled'], { succeeded: 0, failed: 0, last: null }],
    [
      'skips what has no outcome yet',
      ['scheduled', 'sending', 'succeeded'],
      { succeeded: 1, failed: 0, last: 'dlv_2' },
    ],
    [
      'counts what is being tried again as failed',
      ['retrying', 'succeeded', 'exhausted', 'failed-to-render', 'cancelled'],
      { succeeded: 1, failed: 3, last: 'dlv_0' },
    ],
    ['counts the newest 20', Array<DeliveryStatus>(30).fill('succeeded'), { succeeded: 20, failed: 0, last: 'dlv_0' }],
  ])('%s', (_case, statuses, { succeeded, failed, last }) => {
    const newest = statuses.map((status, place) => ({ id: `dlv_${place}`, status, lastCode: '200', createdAt: 0 }));
    const counted = countRecentOutcomes(newest);
    expect(counted).toMatchObject({ succeeded, failed });
    expect(counted.last?.deliveryId ?? null).toBe(last);
  });

  it('says how and when the newest went', () => {
    expect(
      countRecentOutcomes([{ id: 'dlv_1', status: 'exhausted', lastCode: '503', createdAt: 1_700_000_000_000 }]).last,
    ).toEqual({
      deliveryId: 'dlv_1',
      status: 'exhausted',
      code: '503',
      at: '2023-11-14T22:13:20.000Z',
    });
  });
});
