import type { DeliveryStatus, RecentOutcomes } from '../contract/index.ts';
import type { DeliveryOutcome } from '../deliveries/delivery-store.ts';

/** How many of a trigger's newest deliveries are looked at: filtered and throttled ones stand between those that were tried. */
export const MOST_LOOKED_AT = 100;
const MOST_COUNTED = 20;

const FAILED: ReadonlySet<DeliveryStatus> = new Set(['retrying', 'exhausted', 'failed-to-render']);

/** Counts the newest deliveries that have an outcome, whatever stands between them. @param newest newest first */
export function countRecentOutcomes(newest: readonly DeliveryOutcome[]): RecentOutcomes {
  const tried = newest.filter(({ status }) => status === 'succeeded' || FAILED.has(status)).slice(0, MOST_COUNTED);
  const succeeded = tried.filter(({ status }) => status === 'succeeded').length;
  const [last] = tried;
  return {
    succeeded,
    failed: tried.length - succeeded,
    last:
      last === undefined
        ? null
        : { deliveryId: last.id, status: last.status, code: last.lastCode, at: new Date(last.createdAt).toISOString() },
  };
}
