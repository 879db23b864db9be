import type { DeliveryKind, Envelope, Facts, Page, PageQuery } from '../contract/index.ts';
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

/** What came of an `accept`: `stored` now, or the first one's record when the key was there already. */
export type AcceptResult =
  { kind: 'stored' } | { kind: 'duplicate'; event: EventRecord; deliveries: DeliveryOutline[] };

/** A delivery as the answer to an accepted event lists it. */
export interface DeliveryOutline {
  id: string;
  triggerId: string;
  status: NewDelivery['status'];
}

/** An event without its bytes. */
export type EventSummary = Omit<EventRecord, 'body'> & { size: number };

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
  /** Newest first. */
  list(query: PageQuery & { type?: string | undefined; orderId?: string | undefined }): Promise<Page<EventSummary>>;
}
