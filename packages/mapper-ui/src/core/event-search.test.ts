import { expect, test } from 'vitest';
import { hasEventFilter, toEventFilter } from './event-search.ts';
import type { EventFilter, EventSearch } from './event-search.ts';

const NOON = Date.UTC(2026, 0, 15, 12, 0, 30);

test.each<[EventSearch, EventFilter]>([
  [{}, { from: '2026-01-14T12:00:00.000Z' }],
  [{ range: 'all' }, {}],
  [
    { range: '1h', q: '223827' },
    { q: '223827', from: '2026-01-15T11:00:00.000Z' },
  ],
  [
    { range: 'nonsense', test: 'only' },
    { isTest: 'true', from: '2026-01-14T12:00:00.000Z' },
  ],
  [
    { range: 'all', event: 'order.shipped', feed: 'feed_1', customer: 'cus_1', test: 'without', tab: 'facts' },
    { type: 'order.shipped', feedId: 'feed_1', customerId: 'cus_1', isTest: 'false' },
  ],
])('%j is asked as %j', (search, filter) => {
  expect(toEventFilter(search, NOON)).toEqual(filter);
});

test.each<[EventSearch, boolean]>([
  [{}, false],
  [{ range: 'all', tab: 'facts' }, false],
  [{ test: 'only' }, true],
  [{ q: 'a' }, true],
])('%j narrows: %s', (search, narrows) => {
  expect(hasEventFilter(search)).toBe(narrows);
});
