import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { eventsQuery } from '../../api/events.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { toEventFilter } from '../../core/event-search.ts';
import { isFarBack } from '../../core/live-queries.ts';
import { useFocusBack } from '../../state/useFocusBack.ts';
import { usePolling } from '../../state/useLiveState.ts';
import { useNow } from '../../state/useNow.ts';
import { useRowKeys } from '../../state/useRowKeys.ts';
import { EventFilters } from './EventFilters.tsx';
import { EventTable } from './EventTable.tsx';
import { NoEvents } from './NoEvents.tsx';

const route = getRouteApi('/shell/events');

/** What came in, newest first, and beside it the event that is open. */
export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { eventId } = useParams({ strict: false });
  const minute = Math.floor(useNow(20_000) / 60_000) * 60_000;
  const filter = useMemo(() => toEventFilter(search, minute), [search, minute]);
  const polling = usePolling();
  const events = useInfiniteQuery({
    ...eventsQuery(filter),
    refetchInterval: ({ state }) => (isFarBack(state.data) ? false : polling),
    placeholderData: (previous) => previous,
  });
  const rows = events.data?.pages.flatMap((page) => page.items);
  useRowKeys({
    ids: rows?.map(({ id }) => id) ?? [],
    selectedId: eventId,
    select: (next) =>
      void (next === undefined
        ? navigate({ to: '/events', search: { ...search, tab: undefined }, replace: true })
        : navigate({ to: '/events/$eventId', params: { eventId: next }, search, replace: eventId !== undefined })),
  });

  useFocusBack(eventId);

  return (
    <>
      <PageHeader title="Events" />
      <EventFilters
        search={search}
        onChange={(change) => void navigate({ to: '.', search: { ...search, ...change }, replace: true })}
      />
      <div className="relative flex min-h-0 flex-1">
        <section aria-label="List of events" className="min-w-0 flex-1 overflow-auto">
          {events.isError && rows === undefined ? (
            <ErrorState error={events.error} onRetry={() => void events.refetch()} />
          ) : rows?.length === 0 ? (
            <NoEvents search={search} onShow={(next) => void navigate({ to: '.', search: { ...next } })} />
          ) : (
            <EventTable events={rows} selectedId={eventId} search={search} />
          )}
          {events.hasNextPage && (
            <div className="flex justify-center p-3">
              <Button busy={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
                Load more
              </Button>
            </div>
          )}
        </section>
        <Outlet />
      </div>
    </>
  );
}
