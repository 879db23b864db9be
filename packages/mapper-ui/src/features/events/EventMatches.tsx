import type { EventDetail } from '@postmap/server/contract';
import { EventRecord } from './EventRecord.tsx';
import { MatchesNow } from './MatchesNow.tsx';

/** What triggers made of the event when it came, and what they would make of it now. */
export function EventMatches({ event }: { event: EventDetail }) {
  return (
    <div className="flex flex-col gap-5">
      <EventRecord event={event} />
      {event.kind === 'live' && <MatchesNow eventId={event.id} />}
    </div>
  );
}
