import type { EventType } from '@postmap/server/contract';

/** An event type in a list to choose from. */
export interface EventOption {
  value: string;
  label: string;
  detail: string;
  group: string;
  /** Other words that find it. */
  keywords: string[];
}

/** Headings of the payload kinds that come with Postmap, in the order of the list. */
const GROUPS = new Map([
  ['order_status', 'Order status'],
  ['order', 'Orders'],
  ['transaction', 'Sales, transactions and refunds'],
  ['order_offer', 'Subscriptions and order offers'],
  ['shipment', 'Shipments and returns'],
  ['contact', 'Contacts'],
  ['survey', 'Surveys'],
  ['generic', 'Other'],
]);

/**
 * Enabled event types under their payload kind: those of one kind have payloads of one shape, so one template can serve them together. They
 * are found by title, by name, and by every name that a sender gives them.
 */
export function listEventOptions(eventTypes: readonly EventType[]): EventOption[] {
  const order = [...GROUPS.keys()];
  const place = (kind: string): number => (order.includes(kind) ? order.indexOf(kind) : order.length);
  return eventTypes
    .filter(({ enabled }) => enabled)
    .toSorted((one, other) => place(one.kind) - place(other.kind))
    .map(({ name, title, kind, aliases }) => ({
      value: name,
      label: title,
      detail: name,
      group: GROUPS.get(kind) ?? kind,
      keywords: aliases,
    }));
}
