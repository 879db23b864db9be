import { readStatuses } from './delivery-words.ts';
import { pickOne } from './search.ts';
import { readInstant, startOfRange, TIME_RANGES } from './time-range.ts';

/** The wire's query of a list of deliveries, without its cursor. */
export interface DeliveryFilter {
  status?: string;
  customerId?: string;
  triggerId?: string;
  eventType?: string;
  code?: string;
  q?: string;
  from?: string;
  to?: string;
}

/** The filters of the deliveries page as they stand in the URL. */
export interface DeliverySearch {
  q?: string;
  status?: string;
  customer?: string;
  trigger?: string;
  event?: string;
  code?: string;
  range?: string;
  /** Bounds of the range `between`, as UTC timestamps. */
  from?: string;
  to?: string;
  delivery?: string;
  tab?: string;
}

/** The question to the server that the URL stands for. */
export function toDeliveryFilter(search: DeliverySearch, now: number): DeliveryFilter {
  const statuses = readStatuses(search.status);
  const range = pickOne(TIME_RANGES, search.range);
  const bounds =
    range === 'between'
      ? { from: readInstant(search.from), to: readInstant(search.to) }
      : { from: startOfRange(range, now) };
  return {
    q: search.q,
    status: statuses.length === 0 ? undefined : statuses.join(','),
    customerId: search.customer,
    triggerId: search.trigger,
    eventType: search.event,
    code: search.code,
    ...bounds,
  };
}

/** Whether anything narrows the list beside its time. */
export function hasFilter(search: DeliverySearch): boolean {
  const { q, status, customer, trigger, event, code } = search;
  return [q, status, customer, trigger, event, code].some((value) => value !== undefined);
}
