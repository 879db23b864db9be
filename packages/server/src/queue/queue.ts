import type { DeliveryRecord } from '../deliveries/delivery-store.ts';

/** A delivery held for `leaseMs`; `leaseToken` fences every write. */
export interface Claim {
  delivery: DeliveryRecord;
  leaseToken: string;
  /** True when the last holder's lease ended during an attempt (also by `recoverAll`): that attempt is on record as `interrupted` and counts. */
  recovered: boolean;
}

export interface ClaimQuery {
  now: number;
  limit: number;
  leaseMs: number;
  /** Triggers whose live deliveries are left alone now: paused, or at their limit of concurrent tries. Tests go all the same. */
  exceptTriggerIds: readonly string[];
}

/** Live deliveries that have not ended. `oldestDueAt`: UTC milliseconds since when the one that is due longest has waited. */
export interface Backlog {
  due: number;
  /** Due later. */
  later: number;
  /** Of triggers that are left alone now, whenever they are due. */
  paused: number;
  /** Held by a claim, tests too. */
  sending: number;
  oldestDueAt: number | null;
}

/** What is due, and who holds it. */
export interface Queue {
  /**
   * Due deliveries, oldest due first; each is `sending` and held when the promise resolves. An expired lease makes its delivery due again. Of the
   * unfinished live deliveries of one trigger with one ordering key only the one of the oldest event is due, and those behind one that was first
   * claimed longer than its `blockAfterMs` ago.
   */
  claim(query: ClaimQuery): Promise<Claim[]>;
  /** Makes a lease last until `until` (UTC milliseconds); `stale` when somebody else holds the delivery, or nobody. */
  extend(deliveryId: string, leaseToken: string, until: number): Promise<'ok' | 'stale'>;
  /** Gives a claim back untouched (on shutdown); due at once. Does nothing for a stale token or while its attempt is open. */
  release(deliveryId: string, leaseToken: string): Promise<void>;
  /**
   * When the next delivery (of other triggers), lease (of any) or end of a block (of any) falls due; null when nothing waits. Never later than
   * that: a block may end without letting anything go.
   */
  nextDueAt(exceptTriggerIds: readonly string[]): Promise<number | null>;
  /** Counts what waits; what waits behind the head of its line is not counted. */
  countBacklog(now: number, exceptTriggerIds: readonly string[]): Promise<Backlog>;
  /** Ends every lease and every attempt still open, on start, when no other process can hold one. Answers how many there were. */
  recoverAll(now: number): Promise<number>;
}
