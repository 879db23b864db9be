import type { Diagnostic } from '@postmap/engine';
import type { Attempt, DeliveryKind, DeliveryQuery, DeliveryStatus, Page, Stats } from '../contract/index.ts';
import type { NewAlert } from './alert-store.ts';
import type { ThrottleRule } from './throttle-window.ts';

/** A delivery as it is first put on record. Times are UTC milliseconds. */
export interface NewDelivery {
  id: string;
  kind: DeliveryKind;
  status: Extract<DeliveryStatus, 'scheduled' | 'filtered' | 'held-back' | 'failed-to-render'>;
  reason: string | null;
  diagnostics: Diagnostic[];
  eventId: string;
  /** The catalog type that matched. */
  eventType: string;
  orderId: string | null;
  email: string | null;
  triggerId: string;
  /** Names as they were at accept, so that a list needs no look-up and survives a rename. */
  triggerName: string;
  customerId: string;
  customerName: string;
  templateId: string;
  /** Pinned at accept; 0 is a test's draft. */
  revision: number;
  createdAt: number;
  /** When it is due; null unless `scheduled`. */
  nextAttemptAt: number | null;
  /** Its place in a line; one without goes whenever it is due. */
  order?: DeliveryOrder | undefined;
  /** What decides, as it is put on record, whether it goes when it is due, or later, or not at all. */
  throttle?: ThrottleRule | undefined;
}

/** Deliveries of one trigger with one key go one after another, in the order of their events. */
export interface DeliveryOrder {
  key: string;
  /** How long after its first claim it keeps those behind it back; null for as long as it has not ended. */
  blockAfterMs: number | null;
}

/** What a delivery is rendered by. */
export interface TemplatePin {
  templateId: string;
  revision: number;
}

/** What rendering made, kept exact; every try sends `body` and `query`. */
export interface RenderedDelivery {
  body: Uint8Array;
  /** Empty where there is no body to describe. */
  contentType: string;
  /** What every try appends to the target's URL, percent-encoded, without a leading `?` or `&`; null unless the format is `query`. */
  query: string | null;
  /** SHA-256 of `body` and then `query`, lower-case hex, checked before each try. */
  bodyHash: string;
  diagnostics: Diagnostic[];
  target: RenderedTarget;
}

/**
 * Where it goes, rendered for one state of the trigger's destination; headers here hold no secret. For an email the method is `EMAIL`, the URL
 * empty, and the headers are `from`, `to`, `cc`, `bcc` and `subject`, not yet checked.
 */
export interface RenderedTarget {
  method: string;
  url: string;
  headers: [string, string][];
  /** Names the state of the destination it was rendered for: when the trigger's differs, the target is rendered anew, the body never. */
  fingerprint: string;
}

/** `nextAttemptAt` is null while it is sent. What is not scheduled at first is finished when created. */
export interface DeliveryRecord extends Omit<NewDelivery, 'status' | 'order' | 'throttle'> {
  status: DeliveryStatus;
  attemptCount: number;
  lastCode: string | null;
  finishedAt: number | null;
  rendered: RenderedDelivery | null;
  /** The delivery with the same ordering key that goes before it, while that has not ended. */
  heldBy: string | null;
  /** When its first try began. */
  firstTriedAt: number | null;
  /** Levels of the alerts raised for it, oldest first. */
  alertLevels: string[];
}

/** A delivery without its rendered bytes. */
export type DeliverySummary = Omit<
  DeliveryRecord,
  'rendered' | 'diagnostics' | 'email' | 'heldBy' | 'firstTriedAt' | 'alertLevels'
>;

/** How one delivery went, for the figures of its trigger. */
export type DeliveryOutcome = Pick<DeliveryRecord, 'id' | 'status' | 'lastCode' | 'createdAt'>;

/** What is written before a socket opens. `requestHeaders` are masked. */
export interface AttemptStart {
  startedAt: number;
  method: string;
  url: string;
  requestHeaders: [string, string][];
  /** Set by the first attempt, or when the target was rendered anew. */
  rendered?: RenderedDelivery | undefined;
  target?: RenderedTarget | undefined;
}

/** What is written after. `response` is masked and cut. */
export interface AttemptFinish {
  finishedAt: number;
  durationMs: number;
  outcome: 'succeeded' | 'failed';
  /** HTTP status or failure code. */
  code: string;
  response: Attempt['response'];
  failure: Attempt['failure'];
  summary: string;
}

/** Where a delivery goes next, decided by the pure status rules. */
export interface NextState {
  status: Extract<DeliveryStatus, 'succeeded' | 'retrying' | 'exhausted' | 'failed-to-render' | 'cancelled'>;
  reason: string | null;
  nextAttemptAt: number | null;
  diagnostics?: Diagnostic[] | undefined;
  /** Put on record with it, each level once for a delivery. */
  alert?: NewAlert | undefined;
}

/** What the deliveries on record say; what is due, the queue knows. */
export type DeliveryFigures = Omit<Stats, 'backlog'>;

/**
 * Deliveries and their attempts. What is due and who holds it is the queue's; every write by a holder is fenced by its lease token:
 * it answers `stale` and changes nothing when the delivery has been claimed again, cancelled or finished since.
 */
export interface DeliveryStore {
  get(id: string): Promise<DeliveryRecord | undefined>;
  /**
   * Newest first. `q` finds order id, event id and email by how they begin, trigger name by any part, all in any case but event id; `from` and
   * `to` are inclusive. Rejects with InvalidCursor.
   */
  list(query: Omit<DeliveryQuery, 'from' | 'to'> & { from?: number; to?: number }): Promise<Page<DeliverySummary>>;
  listAttempts(deliveryId: string): Promise<Attempt[]>;
  /** The newest live deliveries of a trigger, at most `most`, newest first. */
  listNewest(triggerId: string, most: number): Promise<DeliveryOutcome[]>;
  /**
   * Durable (fsync) when it resolves, so the socket may open. Answers the attempt's number, counted from 1. Bytes on record stay as they are,
   * whatever `rendered` says. Rejects while another attempt of this holder is open.
   */
  startAttempt(id: string, leaseToken: string, start: AttemptStart): Promise<number | 'stale'>;
  finishAttempt(
    id: string,
    leaseToken: string,
    number: number,
    finish: AttemptFinish,
    next: NextState,
  ): Promise<'ok' | 'stale'>;
  /** Ends a claim that made no attempt (rendering failed, or the trigger is gone). */
  settle(id: string, leaseToken: string, next: NextState, now: number): Promise<'ok' | 'stale'>;
  /** Ends every live delivery of a trigger that is not finished. Answers how many. */
  cancelOfTrigger(triggerId: string, reason: string, now: number): Promise<number>;
  /** From scheduled, sending or retrying; else `not-possible`. Its holder becomes stale. */
  cancel(id: string, reason: string, now: number): Promise<'ok' | 'not-found' | 'not-possible'>;
  /**
   * Makes an exhausted, cancelled, retrying or failed-to-render one due now. After a failed render its diagnostics are forgotten and `pin`
   * is pinned anew, unless an attempt was made before: then the bytes are fixed.
   */
  retry(id: string, now: number, pin?: TemplatePin): Promise<'ok' | 'not-found' | 'not-possible'>;
  stats(now: number): Promise<DeliveryFigures>;
}
