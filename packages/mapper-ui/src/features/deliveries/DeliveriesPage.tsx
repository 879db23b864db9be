import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { deliveriesQuery, statsQuery } from '../../api/deliveries.ts';
import { Button } from '../../components/Button.tsx';
import { DeliveryTable } from '../../components/DeliveryTable.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Figures } from '../../components/Figures.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { toDeliveryFilter } from '../../core/delivery-search.ts';
import { isFarBack } from '../../core/live-queries.ts';
import { useFocusBack } from '../../state/useFocusBack.ts';
import { usePolling } from '../../state/useLiveState.ts';
import { useNow } from '../../state/useNow.ts';
import { DeliveryFilters } from './DeliveryFilters.tsx';
import { DeliveryPanel } from './DeliveryPanel.tsx';
import { LiveMark } from './LiveMark.tsx';
import { NoDeliveries } from './NoDeliveries.tsx';
import { useDeliveryKeys } from './useDeliveryKeys.ts';

const route = getRouteApi('/shell/deliveries');

export function DeliveriesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const polling = usePolling();
  const minute = Math.floor(useNow(20_000) / 60_000) * 60_000;
  const filter = useMemo(() => toDeliveryFilter(search, minute), [search, minute]);
  const stats = useQuery({ ...statsQuery(), refetchInterval: polling });
  const deliveries = useInfiniteQuery({
    ...deliveriesQuery(filter),
    refetchInterval: ({ state }) => (isFarBack(state.data) ? false : polling),
    placeholderData: (previous) => previous,
  });
  const rows = deliveries.data?.pages.flatMap((page) => page.items);
  const select = (delivery: string | undefined) =>
    void navigate({ search: { ...search, delivery, tab: delivery && search.tab }, replace: true });
  useDeliveryKeys(rows ?? [], search.delivery, select);
  useFocusBack(search.delivery);

  return (
    <>
      <PageHeader title="Deliveries" actions={<LiveMark paused={isFarBack(deliveries.data)} />} />
      <Figures stats={stats.data} className="border-b border-line-soft px-5 py-3.5 max-[760px]:px-4" />
      <DeliveryFilters
        search={search}
        onChange={(change) => void navigate({ search: { ...search, ...change }, replace: true })}
      />
      <div className="relative flex min-h-0 flex-1">
        <section aria-label="List of deliveries" className="min-w-0 flex-1 overflow-auto">
          {deliveries.isError && rows === undefined ? (
            <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />
          ) : rows?.length === 0 ? (
            <NoDeliveries search={search} onShow={(next) => void navigate({ search: { ...next } })} />
          ) : (
            <DeliveryTable
              label="Deliveries"
              deliveries={rows}
              selectedId={search.delivery}
              searchFor={(delivery) => ({ ...search, delivery })}
            />
          )}
          {deliveries.hasNextPage && (
            <div className="flex justify-center p-3">
              <Button busy={deliveries.isFetchingNextPage} onClick={() => void deliveries.fetchNextPage()}>
                Load more
              </Button>
            </div>
          )}
        </section>
        {search.delivery !== undefined && (
          <DeliveryPanel
            key={search.delivery}
            deliveryId={search.delivery}
            tab={search.tab}
            onTab={(tab) => void navigate({ search: { ...search, tab }, replace: true })}
            onClose={() => select(undefined)}
          />
        )}
      </div>
    </>
  );
}
