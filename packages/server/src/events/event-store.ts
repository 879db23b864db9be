import type {
  DeliveryKind,
  DeliveryStatus,
  Envelope,
  EventOutcome,
  Facts,
  Page,
  PageQuery,
} from '../contract/index.ts';
import type { NewDelivery } from '../deliveries/delivery-store.ts';

/** An event as the ledger keeps it: `body` is byte for byte what arrived. Times are UTC milliseconds. */
export interface EventRecord {
  id: string;
  /** `test` events carry a test send's payload: never deduplicated, not listed. */
  kind: DeliveryKind;
  feedId: string;
  envelope: Envelope;
  /** The sender's name space for `sourceEventId`, part of the deduplication key. */
  source: string;
  sourceEventId: string | null;
  name: string;
  types: string[];
  /** The `customer` (id or external id) the event was addressed to. */
  customer: string | null;
  receivedAt: number;
  facts: Facts;
  warnings: string[];
  body: Uint8Array;
  /** SHA-256 of `body`, lower-case hex. */
  bodyHash: string;
}

/**
 * What came of an `accept`: `stored` now, or the first one's record when the key was there already. `throttled` are the deliveries of earlier
 * events that ended because these came.
 */
export type AcceptResult =
  { kind: 'stored'; throttled: string[] } | { kind: 'duplicate'; event: EventRecord; deliveries: DeliveryOutline[] };

/** A delivery as the answer to an accepted event lists it. */
export interface DeliveryOutline {
  id: string;
  triggerId: string;
  status: NewDelivery['status'];
}

/** An event without its bytes. */
export type EventSummary = Omit<EventRecord, 'body'> & { size: number };

/**
 * `q` finds order id, email, the sender's id and the event's own id by how they begin, all but the last in any case, as `orderId` and `email`
 * do; `from` and `to` bound `receivedAt`, in UTC milliseconds, inclusive.
 */
export interface EventFilter {
  q?: string | undefined;
  type?: string | undefined;
  feedId?: string | undefined;
  /** Events that a delivery went to, or that were addressed by one of the names. */
  customer?: { id: string; names: readonly string[] } | undefined;
  orderId?: string | undefined;
  email?: string | undefined;
  isTest?: boolean | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

export interface EventStore {
  /**
   * Puts the event and its deliveries on disk in one transaction (fsync) before the promise resolves. The key is
   * `(feedId, source, sourceEventId)`; an event without `sourceEventId` is never a duplicate. `deliveries` of a duplicate are those
   * that the first answer listed, with the status they had then. Rejects with StorageUnavailable when the disk is full.
   */
  accept(event: EventRecord, deliveries: NewDelivery[]): Promise<AcceptResult>;
  find(
    feedId: string,
    source: string,
    sourceEventId: string,
  ): Promise<Extract<AcceptResult, { kind: 'duplicate' }> | undefined>;
  get(id: string): Promise<EventRecord | undefined>;
  /** Live events that meet every filter, newest first. Rejects with InvalidCursor. */
  list(query: PageQuery & EventFilter): Promise<Page<EventSummary>>;
  /** What came of events, by id; those without deliveries are left out. */
  listOutcomes(ids: readonly string[]): Promise<Map<string, EventOutcome>>;
  /** The newest live delivery of an event for each of these triggers, by trigger id. */
  findDeliveries(
    id: string,
    triggerIds: readonly string[],
  ): Promise<Map<string, { id: string; status: DeliveryStatus }>>;
}
