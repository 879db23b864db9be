import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listMatches } from '../../api/events.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { MatchItem } from './MatchItem.tsx';

/** Fewer are looked through without a search. */
const searchFrom = 8;

/** What every trigger would make of the event if it came now, those that want it first, then the nearest, each with the reason; notes that are `known` stand above already. */
export function MatchesNow({ eventId, known }: { eventId: string; known: readonly string[] }) {
  const [q, setQ] = useState('');
  const matches = useInfiniteQuery({
    queryKey: ['events', 'matches', eventId, q],
    queryFn: ({ pageParam, signal }) => listMatches(eventId, { q, cursor: pageParam, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  const first = matches.data?.pages[0];
  const items = matches.data?.pages.flatMap((page) => page.items);
  return (
    <section aria-labelledby="matches-now">
      <h3 id="matches-now">
        If it came now{' '}
        {first !== undefined && first.total > 0 && (
          <span className="font-normal text-mut">
            · {first.wanting} of {first.total} {first.total === 1 ? 'trigger wants' : 'triggers want'} it, filters apart
          </span>
        )}
      </h3>
      <p className="text-mut">By the feeds, customers, triggers and filters as they are at this moment.</p>
      {first?.notes
        .filter((note) => !known.includes(note))
        .map((note) => (
          <p key={note} className="mt-2 rounded-md bg-warn-soft px-2.5 py-2 break-words text-warn">
            {note}
          </p>
        ))}
      {(first?.total ?? 0) > searchFrom && (
        <SearchInput
          label="Search triggers"
          className="mt-2"
          placeholder="Trigger or customer"
          value={q}
          onChange={setQ}
        />
      )}
      {matches.isError && items === undefined ? (
        <div className="mt-2">
          <ErrorNote error={matches.error} />
        </div>
      ) : items === undefined ? (
        <div className="mt-3 flex flex-col gap-4">
          {['w-3/4', 'w-1/2', 'w-2/3'].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      ) : items.length === 0 ? (
        <p className="mt-2 text-mut">
          {q === '' ? 'There is no trigger yet.' : 'No trigger or customer has this name.'}
        </p>
      ) : (
        <ul aria-label="Triggers" className="mt-1">
          {items.map((match) => (
            <MatchItem key={match.triggerId} match={match} />
          ))}
        </ul>
      )}
      {matches.hasNextPage && (
        <Button className="mt-2" busy={matches.isFetchingNextPage} onClick={() => void matches.fetchNextPage()}>
          Show more triggers
        </Button>
      )}
    </section>
  );
}
