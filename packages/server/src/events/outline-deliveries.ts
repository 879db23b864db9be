import type { NewDelivery } from '../deliveries/delivery-store.ts';
import type { DeliveryOutline } from './event-store.ts';

/** What the answer to an accepted event lists: filtered and held-back deliveries are on record, but not in it. */
export function outlineDeliveries(deliveries: readonly NewDelivery[]): DeliveryOutline[] {
  return deliveries
    .filter(({ status }) => status !== 'filtered' && status !== 'held-back')
    .map(({ id, triggerId, status }) => ({ id, triggerId, status }));
}
