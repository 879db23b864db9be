import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus, Rss } from 'lucide-react';
import { feedsQuery } from '../../api/catalog.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { useRole } from '../../state/useRole.ts';
import { AddFeedDialog } from './AddFeedDialog.tsx';
import { FeedPanel } from './FeedPanel.tsx';
import { FeedTable } from './FeedTable.tsx';
import { SectionHead } from './SectionHead.tsx';

const route = getRouteApi('/shell/settings/$section');

/** The list of feeds; with `?feed=` one of them. */
export function FeedsSection() {
  const { feed: chosenId, add } = route.useSearch();
  const navigate = route.useNavigate();
  const { mayEdit } = useRole();
  const feeds = useQuery(feedsQuery());
  const chosen = feeds.data?.find(({ id }) => id === chosenId);
  const show = (search: { feed?: string; add?: string }) =>
    void navigate({ to: '/settings/$section', params: { section: 'feeds' }, search });
  if (feeds.isError) return <ErrorState error={feeds.error} onRetry={() => void feeds.refetch()} />;
  if (chosenId !== undefined && feeds.data !== undefined) {
    if (chosen !== undefined) return <FeedPanel key={chosen.id} feed={chosen} />;
    return (
      <EmptyState title="There is no such feed" action={<Button onClick={() => show({})}>All feeds</Button>}>
        It may have been deleted.
      </EmptyState>
    );
  }
  const addButton = mayEdit && (
    <Button variant="primary" icon={<Plus />} onClick={() => show({ add: 'yes' })}>
      Add feed
    </Button>
  );
  return (
    <>
      <SectionHead title="Feeds" action={addButton}>
        Where events come in. Each feed has an address of its own to post to, and says which customers its events may
        reach.
      </SectionHead>
      {feeds.data?.length === 0 ? (
        <EmptyState icon={<Rss />} title="No feeds" action={addButton}>
          Without a feed no event can come in.
        </EmptyState>
      ) : (
        <FeedTable feeds={feeds.data} onOpen={(feed) => show({ feed })} />
      )}
      {add !== undefined && <AddFeedDialog onClose={() => show({})} onAdded={(feed) => show({ feed: feed.id })} />}
    </>
  );
}
