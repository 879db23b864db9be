import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { clearInbox, inboxQuery } from '../../api/inbox.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Select } from '../../components/Select.tsx';
import { useRole } from '../../state/useRole.ts';
import { isFarBack } from '../../core/live-queries.ts';
import { useFocusBack } from '../../state/useFocusBack.ts';
import { usePolling } from '../../state/useLiveState.ts';
import { ClearInboxDialog } from './ClearInboxDialog.tsx';
import { EmptyInbox } from './EmptyInbox.tsx';
import { InboxAddress } from './InboxAddress.tsx';
import { InboxMessagePanel } from './InboxMessagePanel.tsx';
import { InboxTable } from './InboxTable.tsx';

const route = getRouteApi('/shell/inbox');
const all = 'all inboxes';

/** What the built-in receiver took, newest first. */
export function InboxPage() {
  const { mayEdit } = useRole();
  return mayEdit ? <InboxMessages /> : <ClosedInbox />;
}

/** What the inbox took is shown unmasked, so the server shows it to nobody who may not see what is sent. */
function ClosedInbox() {
  return (
    <>
      <PageHeader title="Inbox" />
      <EmptyState icon={<Inbox />} title="The inbox is for editors">
        It shows what was sent exactly as it came, secrets included. You are signed in as a viewer.
      </EmptyState>
    </>
  );
}

function InboxMessages() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const [clearing, setClearing] = useState(false);
  const polling = usePolling();
  const inbox = useInfiniteQuery({
    ...inboxQuery(search.name),
    refetchInterval: ({ state }) => (isFarBack(state.data) ? false : polling),
    placeholderData: (previous) => previous,
  });
  const messages = inbox.data?.pages.flatMap((page) => page.items);
  const selected = messages?.find((message) => message.id === search.message);
  useFocusBack(selected?.id);
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
      <InboxAddress url={url} name={search.name} />
      <div className="flex min-h-0 flex-1">
        <section aria-label="List of messages" className="min-w-0 flex-1 overflow-auto">
          {inbox.isError && messages === undefined ? (
            <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />
          ) : messages?.length === 0 ? (
            <EmptyInbox name={search.name} url={url} />
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
        name={search.name}
        clear={() => clearInbox(search.name)}
        onCleared={() => {
          setClearing(false);
          void navigate({ search: { name: search.name }, replace: true });
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
