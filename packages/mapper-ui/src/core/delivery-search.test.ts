import { expect, it } from 'vitest';
import { hasFilter, toDeliveryFilter } from './delivery-search.ts';

const now = Date.parse('2026-11-21T12:00:30.000Z');

it('asks for what the URL says, and leaves out what it cannot know', () => {
  const search = { status: 'retrying,nonsense,exhausted', customer: 'c1', q: '447405', range: '1h', delivery: 'd1' };
  expect(toDeliveryFilter(search, now)).toEqual({
    q: '447405',
    status: 'retrying,exhausted',
    customerId: 'c1',
    from: '2026-11-21T11:00:00.000Z',
  });
});

it.each([
  [{}, '2026-11-20T12:00:00.000Z', false],
  [{ range: 'all' }, undefined, false],
  [{ range: '7d', event: 'order.updated' }, '2026-11-14T12:00:00.000Z', true],
])('%o begins at %s', (search, from, filtered) => {
  expect(toDeliveryFilter(search, now).from).toBe(from);
  expect(hasFilter(search)).toBe(filtered);
});
