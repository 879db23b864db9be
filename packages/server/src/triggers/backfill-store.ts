import type { NewDelivery } from '../deliveries/delivery-store.ts';
import type { EventSummary } from '../events/event-store.ts';

/** The events of a time past, delivered by one trigger: where that stands. Event ids sort by time. */
export interface BackfillRecord {
  triggerId: string;
  /** Pinned when it began. */
  templateId: string;
  revision: number;
  /** The next page begins after this event. */
  afterId: string;
  /** No event after this one belongs to it. */
  untilId: string;
  /** Deliveries on record so far. */
  count: number;
  complete: boolean;
}

/** One backfill for each trigger, the newest. */
export interface BackfillStore {
  get(triggerId: string): Promise<BackfillRecord | undefined>;
  /** Those that are not complete. */
  listOpen(): Promise<BackfillRecord[]>;
  /** Puts a new one in the place of the last, unless that is not complete: then it stays. Answers the one that is there now. */
  begin(backfill: Omit<BackfillRecord, 'count' | 'complete'>): Promise<BackfillRecord>;
  /** Live events of these types, oldest first, with `afterId` < id <= `untilId`. */
  listEvents(query: {
    types: readonly string[];
    afterId: string;
    untilId: string;
    limit: number;
  }): Promise<EventSummary[]>;
  /** Of these events, those that the trigger has a delivery for that was not filtered or held back. */
  listDelivered(triggerId: string, eventIds: readonly string[]): Promise<string[]>;
  /**
   * Puts deliveries on record and moves the backfill on, in one transaction; what the trigger has a delivery for by now is left out. Answers the
   * backfill after it; undefined, with nothing written, when it is gone or was moved on since `from`.
   */
  advance(
    from: BackfillRecord,
    to: { afterId: string; complete: boolean },
    deliveries: readonly NewDelivery[],
  ): Promise<BackfillRecord | undefined>;
  delete(triggerId: string): Promise<void>;
}
