import type { DeliveryRecord } from '../deliveries/delivery-store.ts';

/** A delivery held for `leaseMs`; `leaseToken` fences every write. */
export interface Claim {
  delivery: DeliveryRecord;
  leaseToken: string;
  /** True when the last holder's lease ran out during an attempt: that attempt is on record as `interrupted` and counts. */
  recovered: boolean;
}

export interface ClaimQuery {
  now: number;
  limit: number;
  leaseMs: number;
  /** Triggers whose deliveries are left alone now: paused, or at their limit of concurrent tries. */
  exceptTriggerIds: readonly string[];
}

/** What is due, and who holds it. */
export interface Queue {
  /** Due deliveries, oldest due first; each is `sending` and held when the promise resolves. An expired lease makes its delivery due again. */
  claim(query: ClaimQuery): Promise<Claim[]>;
  /** Gives a claim back untouched (on shutdown); due at once. */
  release(deliveryId: string, leaseToken: string): Promise<void>;
  /** When the next delivery or lease falls due; null when nothing waits. */
  nextDueAt(exceptTriggerIds: readonly string[]): Promise<number | null>;
  /** Ends every lease, on start, when no other process can hold one. Answers how many there were. */
  recoverAll(now: number): Promise<number>;
}
