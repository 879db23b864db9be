import type { Customer } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { listDeliveries } from '../../api/deliveries.ts';
import { DeliveryTable } from '../../components/DeliveryTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { usePolling } from '../../state/useLiveState.ts';

const shown = 20;

/** The newest deliveries of one customer; the deliveries page has the rest. */
export function CustomerDeliveries({ customer }: { customer: Customer }) {
  const deliveries = useQuery({
    queryKey: ['deliveries', 'of-customer', customer.id],
    queryFn: ({ signal }) => listDeliveries({ customerId: customer.id }, { limit: shown, signal }),
    refetchInterval: usePolling(),
  });
  if (deliveries.isError && deliveries.data === undefined)
    return <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />;
  if (deliveries.data?.items.length === 0) {
    return (
      <EmptyState icon={<Send />} title="Nothing delivered yet">
        Once an active trigger of {customer.name} matches an event, its deliveries are listed here. Tests are too.
      </EmptyState>
    );
  }
  return (
    <>
      <DeliveryTable
        label={`Deliveries of ${customer.name}`}
        deliveries={deliveries.data?.items}
        searchFor={(delivery) => ({ customer: customer.id, range: 'all', delivery })}
        oneCustomer
      />
      {typeof deliveries.data?.nextCursor === 'string' && (
        <p className="px-5 py-3 max-[760px]:px-4">
          <Link
            to="/deliveries"
            search={{ customer: customer.id, range: 'all' }}
            className="text-accent hover:underline"
          >
            All deliveries of {customer.name}
          </Link>
        </p>
      )}
    </>
  );
}
