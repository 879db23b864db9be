import type { AttemptFinish, DeliveryRecord, NextState } from './delivery-store.ts';

/** Who hears what came of live deliveries, once it is on disk. Must not throw, and must cost little. */
export interface DeliveryObserver {
  attempted(delivery: DeliveryRecord, finish: AttemptFinish, next: NextState): void;
  /** It moved on without a try: it could not be rendered, or there is nothing to send any more. */
  settled(delivery: DeliveryRecord, next: NextState): void;
}
