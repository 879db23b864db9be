import type { Feed } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { newestEventQuery } from '../../api/feeds.ts';
import { DemoPill } from '../../components/DemoPill.tsx';
import { Pill } from '../../components/Pill.tsx';
import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Cell, Row, Table } from '../../components/Table.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { isDemo } from '../../core/first-steps.ts';

const columns = [
  { title: 'Name' },
  { title: 'Reaches', width: 'max(22%, 112px)' },
  { title: 'Time zone', width: '20%', className: 'max-[760px]:hidden' },
  { title: 'Last event', width: 'max(18%, 112px)' },
];

export function FeedTable({ feeds, onOpen }: { feeds: readonly Feed[] | undefined; onOpen: (id: string) => void }) {
  return (
    <Table label="Feeds" columns={columns}>
      {feeds === undefined ? (
        <SkeletonRows columns={columns} rows={3} />
      ) : (
        feeds.map((feed) => (
          <Row key={feed.id} className="cursor-pointer" onClick={() => onOpen(feed.id)}>
            <Cell className="font-medium">
              <Link to="/settings/$section" params={{ section: 'feeds' }} search={{ feed: feed.id }}>
                {feed.name}
              </Link>{' '}
              {isDemo(feed.name) && <DemoPill />} {!feed.enabled && <Pill tone="warn">off</Pill>}
            </Cell>
            <Cell>{describeReach(feed)}</Cell>
            <Cell className="text-mut max-[760px]:hidden">{feed.timeZone}</Cell>
            <Cell className="text-mut">
              <NewestEvent feedId={feed.id} />
            </Cell>
          </Row>
        ))
      )}
    </Table>
  );
}

/** When the newest event came in by a feed. */
export function NewestEvent({ feedId }: { feedId: string }) {
  const newest = useQuery(newestEventQuery(feedId));
  if (newest.isPending) return '…';
  // The list is worth more than this cell: a failure here is no reason to hide it.
  if (newest.isError) return 'unknown';
  return newest.data === null ? 'none yet' : <TimeText at={newest.data.receivedAt} ago />;
}

function describeReach({ customers }: Feed): string {
  if (customers === 'all') return 'All customers';
  if (customers.length === 0) return 'No customer';
  return customers.length === 1 ? '1 customer' : `${customers.length} customers`;
}
