import { Link } from '@tanstack/react-router';
import { Radio } from 'lucide-react';
import { Button, buttonClass } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { EVENT_RANGES, hasEventFilter } from '../../core/event-search.ts';
import type { EventSearch } from '../../core/event-search.ts';
import { pickOne } from '../../core/search.ts';
import { timeRangeLabels } from '../../core/time-range.ts';

interface NoEventsProps {
  search: EventSearch;
  /** Asks another question. */
  onShow: (search: EventSearch) => void;
}

/** An empty list says why it is empty, and what to do about it. */
export function NoEvents({ search, onShow }: NoEventsProps) {
  const range = pickOne(EVENT_RANGES, search.range);
  if (hasEventFilter(search)) {
    return (
      <EmptyState
        icon={<Radio />}
        title="No event matches"
        action={
          <>
            <Button onClick={() => onShow({ range: 'all' })}>Show all events</Button>
            {range !== 'all' && (
              <Button variant="primary" onClick={() => onShow({ ...search, range: 'all' })}>
                Search any time
              </Button>
            )}
          </>
        }
      >
        Nothing that came fits these filters ({timeRangeLabels[range]}). A search finds the beginning of an order id, an
        email address, the sender’s event id or Postmap’s own.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Radio />}
      title={range === 'all' ? 'No events yet' : `No events in the ${timeRangeLabels[range]}`}
      action={
        <>
          {range !== 'all' && <Button onClick={() => onShow({ range: 'all' })}>Show any time</Button>}
          <Link to="/" className={buttonClass('primary')}>
            Post an event
          </Link>
        </>
      }
    >
      Whatever a feed takes in appears here byte for byte, with the triggers that wanted it and why the others did not.
    </EmptyState>
  );
}
