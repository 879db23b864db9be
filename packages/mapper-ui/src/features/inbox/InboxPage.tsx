import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { clearInbox, listInbox } from '../../api/inbox.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Select } from '../../components/Select.tsx';
import { ClearInboxDialog } from './ClearInboxDialog.tsx';
import { InboxMessagePanel } from './InboxMessagePanel.tsx';
import { InboxTable } from './InboxTable.tsx';

const route = getRouteApi('/shell/inbox');
const all = 'all inboxes';

export function InboxPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const [clearing, setClearing] = useState(false);
  const inbox = useInfiniteQuery({
    queryKey: ['inbox', search.name ?? null],
    queryFn: ({ pageParam, signal }) => listInbox(search.name, { limit: 50, cursor: pageParam, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 4 ? false : 2_000),
    placeholderData: (previous) => previous,
  });
  const messages = inbox.data?.pages.flatMap((page) => page.items);
  const selected = messages?.find((message) => message.id === search.message);
  const names = useKnownNames(messages?.map((message) => message.name) ?? [], search.name);
  const url = `${window.location.origin}/inbox/${search.name ?? 'demo'}`;

  return (
    <>
      <PageHeader
        title="Inbox"
        actions={
          <>
            <Select
              label="Inbox name"
              className="w-44"
              value={search.name ?? all}
              options={[all, ...names].map((name) => ({ value: name, label: name }))}
              onChange={(name) => void navigate({ search: { name: name === all ? undefined : name } })}
            />
            <Button
              variant="danger"
              disabled={messages === undefined || messages.length === 0}
              onClick={() => setClearing(true)}
            >
              Clear…
            </Button>
          </>
        }
      />
      <div className="flex items-center gap-2 border-b border-line-soft px-5 py-2 text-mut">
        <span className="shrink-0">Whatever is sent to</span>
        <code className="mono shrink-0 text-ink" aria-label="Inbox URL">
          {url}
        </code>
        <CopyButton text={url} label="Copy the inbox URL" />
        <span className="truncate">is kept here exactly as it came; any name works. The newest 500 stay.</span>
      </div>
      <div className="flex min-h-0 flex-1">
        <section aria-label="List of messages" className="min-w-0 flex-1 overflow-auto">
          {inbox.isError && messages === undefined ? (
            <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />
          ) : messages?.length === 0 ? (
            <EmptyState
              icon={<Inbox />}
              title={search.name === undefined ? 'The inbox is empty' : `Nothing for “${search.name}”`}
            >
              The inbox is a receiver built in, to try things without any outside service. Point a trigger at its URL,
              run a test, and see the exact bytes that a customer would get.
            </EmptyState>
          ) : (
            <InboxTable
              messages={messages}
              selectedId={search.message}
              onSelect={(message) => void navigate({ search: { ...search, message }, replace: true })}
            />
          )}
          {inbox.hasNextPage && (
            <div className="flex justify-center p-3">
              <Button busy={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
                Load more
              </Button>
            </div>
          )}
        </section>
        {selected !== undefined && (
          <InboxMessagePanel
            key={selected.id}
            message={selected}
            onClose={() => void navigate({ search: { name: search.name }, replace: true })}
          />
        )}
      </div>
      <ClearInboxDialog
        open={clearing}
        onClose={() => setClearing(false)}
        clear={clearInbox}
        onCleared={() => {
          setClearing(false);
          void navigate({ search: {}, replace: true });
          void queries.invalidateQueries({ queryKey: ['inbox'] });
        }}
      />
    </>
  );
}

/** Every inbox name seen since the page was opened: filtering by one must not make the others unknown. */
function useKnownNames(seen: readonly string[], chosen: string | undefined): string[] {
  const [known, setKnown] = useState<readonly string[]>([]);
  const found = [...seen, ...(chosen === undefined ? [] : [chosen])];
  if (found.some((name) => !known.includes(name))) setKnown([...new Set([...known, ...found])].toSorted());
  return [...known];
}
