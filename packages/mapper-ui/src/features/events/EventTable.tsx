import type { EventListItem } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { feedsQuery } from '../../api/catalog.ts';
import { Pill } from '../../components/Pill.tsx';
import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Cell, Row, Table, TIME_COLUMN } from '../../components/Table.tsx';
import type { TableColumn } from '../../components/Table.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import type { EventSearch } from '../../core/event-search.ts';
import { wordCustomers, wordOutcome } from '../../core/event-words.ts';
import { OutcomePills } from './OutcomePills.tsx';
import { useFirstRows } from '../../state/useFirstRows.ts';
import { useMediaQuery } from '../../state/useMediaQuery.ts';

/** Beside an open event there is room for what tells events apart only. */
const wide = '@max-[860px]:hidden';
const middle = '@max-[560px]:hidden';

const columns: readonly TableColumn[] = [
  TIME_COLUMN,
  { title: 'Event' },
  { title: 'Order', width: '96px', className: middle },
  { title: 'Email', className: wide },
  { title: 'Feed', width: '90px', className: wide },
  { title: 'Customer', className: wide },
  { title: 'Deliveries', width: 'clamp(128px, 23cqw, 280px)' },
];

interface EventTableProps {
  /** Undefined while loading. */
  events: readonly EventListItem[] | undefined;
  selectedId: string | undefined;
  search: EventSearch;
}

export function EventTable({ events, selectedId, search }: EventTableProps) {
  const navigate = useNavigate();
  const rows = useFirstRows(events);
  const isNarrow = useMediaQuery('(max-width: 760px)');
  const feeds = useQuery(feedsQuery());
  const nameFeed = (id: string): string => feeds.data?.find((feed) => feed.id === id)?.name ?? '';
  return (
    <div className="@container">
      <Table label="Events" columns={columns}>
        {rows === undefined ? (
          <SkeletonRows columns={columns} />
        ) : (
          rows.map((event) => (
            <Row
              key={event.id}
              data-row={event.id}
              aria-current={event.id === selectedId ? 'true' : undefined}
              className="cursor-pointer"
              onClick={() =>
                void navigate({ to: '/events/$eventId', params: { eventId: event.id }, search: { ...search } })
              }
            >
              <Cell wraps>
                <Link
                  to="/events/$eventId"
                  params={{ eventId: event.id }}
                  search={{ ...search }}
                  onClick={(click) => click.stopPropagation()}
                >
                  <TimeText at={event.receivedAt} />
                  <span className="sr-only"> {describeRow(event)}</span>
                </Link>
              </Cell>
              <Cell wraps className="mono" title={event.types.join(', ') || event.name}>
                {event.facts.isTest === true && (
                  <Pill tone="accent" className="mr-1.5 font-sans">
                    test
                  </Pill>
                )}
                {event.types[0] ?? event.name}
                {event.types.length > 1 && <span className="text-mut"> +{event.types.length - 1}</span>}
                {isNarrow && <span className="block font-sans text-sm text-mut">{wordFacts(event)}</span>}
              </Cell>
              <Cell className={`mono ${middle}`}>{event.facts.orderId ?? '–'}</Cell>
              <Cell className={wide} title={event.facts.email}>
                {event.facts.email ?? '–'}
              </Cell>
              <Cell className={wide}>{nameFeed(event.feedId)}</Cell>
              <Cell className={wide} title={wordCustomers(event.outcome)}>
                {wordCustomers(event.outcome) || '–'}
              </Cell>
              <Cell>
                <OutcomePills outcome={event.outcome} />
                {event.warnings.length > 0 && event.outcome.customerCount > 0 && (
                  <TriangleAlert
                    className="ml-1.5 inline size-3.5 align-[-2px] text-warn"
                    aria-label={event.warnings.join('. ')}
                  />
                )}
              </Cell>
            </Row>
          ))
        )}
      </Table>
    </div>
  );
}

/** What tells events of one type apart. */
function wordFacts({ facts: { orderId, email } }: EventListItem): string {
  return [orderId === undefined ? undefined : `order ${orderId}`, email]
    .filter((word) => word !== undefined)
    .join(' · ');
}

/** What a row's link leads to, for those who do not see the row. */
function describeRow({ types, name, facts, outcome }: EventListItem): string {
  const order = facts.orderId === undefined ? '' : ` of order ${facts.orderId}`;
  return `${types[0] ?? name}${order}: ${wordOutcome(outcome)}`;
}
