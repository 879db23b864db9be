import type { Delivery, EventDetail } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { eventDeliveriesQuery } from '../../api/events.ts';
import { DeliveryStatusPill } from '../../components/DeliveryStatusPill.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { ReasonText } from '../../components/ReasonText.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { weighStatus } from '../../core/event-words.ts';
import { TimeText } from '../../components/TimeText.tsx';
import { usePolling } from '../../state/useLiveState.ts';

/** The deliveries on record: what came of the event, by the settings of then. */
export function EventRecord({ event }: { event: EventDetail }) {
  const deliveries = useQuery({ ...eventDeliveriesQuery(event.id), refetchInterval: usePolling() });
  const items = deliveries.data?.items.toSorted((one, other) => weighStatus(one.status) - weighStatus(other.status));
  return (
    <section aria-labelledby="event-record">
      <h3 id="event-record">
        When it came{' '}
        <span className="font-normal text-mut">
          · <TimeText at={event.receivedAt} />
        </span>
      </h3>
      {deliveries.isError && items === undefined ? (
        <ErrorNote error={deliveries.error} />
      ) : items === undefined ? (
        <Skeleton className="mt-3 w-2/3" />
      ) : items.length === 0 ? (
        <p className="mt-1 text-mut">No active trigger matched, so there is no delivery.</p>
      ) : (
        <ul className="mt-1">
          {items.map((delivery) => (
            <li
              key={delivery.id}
              className="grid grid-cols-[112px_minmax(0,1fr)] gap-x-3 border-b border-line-soft py-1.5 last:border-b-0"
            >
              <span>
                <DeliveryStatusPill {...delivery} />
              </span>
              <div className="min-w-0">
                <Link
                  to="/deliveries"
                  search={{ delivery: delivery.id, q: event.id, range: 'all' }}
                  className="font-medium hover:text-accent hover:underline"
                >
                  {delivery.customerName} · {delivery.triggerName}
                </Link>
                <p className="break-words text-mut">
                  <ReasonText text={describe(delivery)} /> ·{' '}
                  <Link
                    to="/customers/$customerId/triggers/$triggerId"
                    params={{ customerId: delivery.customerId, triggerId: delivery.triggerId }}
                    className="text-accent underline decoration-dotted underline-offset-3 hover:decoration-solid"
                  >
                    Open the trigger
                  </Link>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {deliveries.data?.nextCursor != null && (
        <Link to="/deliveries" search={{ q: event.id, range: 'all' }} className="text-accent hover:underline">
          All its deliveries
        </Link>
      )}
    </section>
  );
}

function describe({ reason, attemptCount, lastCode, status }: Delivery): string {
  if (attemptCount === 0) return reason ?? (status === 'scheduled' ? 'Waits for its first try' : 'Not tried');
  const tries = `${attemptCount} ${attemptCount === 1 ? 'try' : 'tries'}${lastCode === null ? '' : `, last ${lastCode}`}`;
  return reason === null ? tries : `${tries}. ${reason}`;
}
