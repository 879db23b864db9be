import type { EventDetail } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { feedsQuery } from '../../api/catalog.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { formatBytes } from '../../core/bytes.ts';
import { envelopeNames } from '../../core/event-words.ts';
import { formatUtc } from '../../core/time.ts';

/** How the event came, and what its envelope says. */
export function EventRequest({ event }: { event: EventDetail }) {
  const feeds = useQuery(feedsQuery());
  const feed = feeds.data?.find(({ id }) => id === event.feedId);
  return (
    <>
      <dl className="grid grid-cols-[130px_minmax(0,1fr)]">
        <Line name="Event id">
          <span className="mono">{event.id}</span> <CopyButton text={event.id} label="Copy the event id" />
        </Line>
        <Line name="Received">
          <TimeText at={event.receivedAt} /> <span className="text-mut">({formatUtc(event.receivedAt)})</span>
        </Line>
        <Line name="Feed">
          {event.kind === 'test' ? (
            'none: a test of a trigger'
          ) : feed === undefined ? (
            <span className="text-mut">{feeds.data === undefined ? '…' : `${event.feedId}, which is gone`}</span>
          ) : (
            <Link
              to="/settings/$section"
              params={{ section: 'feeds' }}
              search={{ feed: feed.id }}
              className="text-accent hover:underline"
            >
              {feed.name}
            </Link>
          )}
        </Line>
        <Line name="Envelope">{envelopeNames[event.envelope]}</Line>
        <Line name="Name as sent">
          <span className="mono">{event.name}</span>
        </Line>
        <Line name="Types">
          {event.types.length === 0 ? (
            <span className="text-mut">none: the catalog does not know the name</span>
          ) : (
            <span className="mono">{event.types.join(', ')}</span>
          )}
        </Line>
        <Line name="Sender’s id">
          {event.sourceEventId === null ? (
            <span className="text-mut">none given, so it was not deduplicated</span>
          ) : (
            <>
              <span className="mono">{event.sourceEventId}</span>
              {event.source !== '' && <span className="text-mut"> from {event.source}</span>}
            </>
          )}
        </Line>
        <Line name="Addressed to">
          {event.customer === null ? (
            <span className="text-mut">whoever listens</span>
          ) : (
            <span className="mono">{event.customer}</span>
          )}
        </Line>
        <Line name="Body">
          {formatBytes(event.size)} · SHA-256 <span className="mono break-all">{event.bodyHash}</span>
        </Line>
      </dl>
      <p className="mt-3 text-mut">Headers of the request are not kept.</p>
    </>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="col-span-2 grid min-h-[33px] grid-cols-subgrid items-center border-b border-line-soft py-1 last:border-b-0">
      <dt className="text-mut">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
