import { pickOne } from './search.ts';
import { startOfRange, TIME_RANGES } from './time-range.ts';

/** The wire's query of a list of events, without its cursor. */
export interface EventFilter {
  q?: string;
  type?: string;
  feedId?: string;
  customerId?: string;
  isTest?: 'true' | 'false';
  from?: string;
}

/** The filters of the events page as they stand in the URL. */
export interface EventSearch {
  q?: string;
  event?: string;
  feed?: string;
  customer?: string;
  test?: string;
  range?: string;
  tab?: string;
}

/** The ranges that events can be looked at in. */
export const EVENT_RANGES = [
  '24h',
  '1h',
  '7d',
  '30d',
  'all',
] as const satisfies readonly (typeof TIME_RANGES)[number][];

const tests: Readonly<Record<string, 'true' | 'false'>> = { only: 'true', without: 'false' };

/** The question to the server that the URL stands for. */
export function toEventFilter(search: EventSearch, now: number): EventFilter {
  return {
    q: search.q,
    type: search.event,
    feedId: search.feed,
    customerId: search.customer,
    isTest: tests[search.test ?? ''],
    from: startOfRange(pickOne(EVENT_RANGES, search.range), now),
  };
}

/** Whether anything narrows the list beside its time. */
export function hasEventFilter({ q, event, feed, customer, test }: EventSearch): boolean {
  return [q, event, feed, customer, test].some((value) => value !== undefined);
}
