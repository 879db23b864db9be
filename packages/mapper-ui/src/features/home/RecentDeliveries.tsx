import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listDeliveries } from '../../api/deliveries.ts';
import { DeliveryTable } from '../../components/DeliveryTable.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { usePolling } from '../../state/useLiveState.ts';

/** The newest deliveries, tests among them. */
export function RecentDeliveries() {
  const deliveries = useQuery({
    queryKey: ['deliveries', 'recent'],
    queryFn: ({ signal }) => listDeliveries({}, { limit: 8, signal }),
    refetchInterval: usePolling(),
  });
  const items = deliveries.data?.items;
  return (
    <section aria-labelledby="recent">
      <div className="flex items-center gap-3 px-5 pt-4 pb-1">
        <h2 id="recent">Recent deliveries</h2>
        <Link to="/deliveries" className="ml-auto text-accent hover:underline">
          All deliveries
        </Link>
      </div>
      {deliveries.isError && items === undefined ? (
        <div className="px-5 py-2">
          <ErrorNote error={deliveries.error} />
        </div>
      ) : items?.length === 0 ? (
        <p className="px-5 pt-1 pb-6 text-mut">
          None yet. When an event is posted, its deliveries appear here within a second.
        </p>
      ) : (
        <DeliveryTable
          label="Recent deliveries"
          deliveries={items}
          searchFor={(delivery) => ({ delivery, range: 'all' })}
        />
      )}
    </section>
  );
}
