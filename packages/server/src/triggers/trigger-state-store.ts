/** What running a trigger leaves behind; kept apart from what people edit. Times are UTC milliseconds. */
export interface TriggerState {
  triggerId: string;
  /** Why Postmap paused it by itself, null when it did not. */
  pausedBecause: string | null;
  pausedAt: number | null;
  test: TriggerTest | null;
}

/** The newest test; `fingerprint` names the revision and destination that were tested. */
export interface TriggerTest {
  deliveryId: string;
  fingerprint: string;
  succeeded: boolean;
  at: number;
}

export interface TriggerStateStore {
  get(triggerId: string): Promise<TriggerState | undefined>;
  list(): Promise<TriggerState[]>;
  pause(triggerId: string, because: string, now: number): Promise<void>;
  resume(triggerId: string): Promise<void>;
  recordTest(triggerId: string, test: TriggerTest): Promise<void>;
  delete(triggerId: string): Promise<void>;
}
