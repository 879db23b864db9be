import type { EventDetail } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { eventDeliveriesQuery } from '../../api/events.ts';
import { EventRecord } from './EventRecord.tsx';
import { MatchesNow } from './MatchesNow.tsx';

/** What triggers made of the event when it came, and what they would make of it now. */
export function EventMatches({ event }: { event: EventDetail }) {
  const record = useQuery(eventDeliveriesQuery(event.id));
  return (
    <div className="flex flex-col gap-5">
      <EventRecord event={event} />
      {event.kind === 'live' && (
        // Asked for at once, and shown when what stands above it has its height.
        <div className={record.isPending ? 'hidden' : undefined}>
          <MatchesNow eventId={event.id} known={event.warnings} />
        </div>
      )}
    </div>
  );
}
