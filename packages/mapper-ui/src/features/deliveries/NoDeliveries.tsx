import { Link } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { Button, buttonClass } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { hasFilter } from '../../core/delivery-search.ts';
import type { DeliverySearch } from '../../core/delivery-search.ts';
import { pickOne } from '../../core/search.ts';
import { TIME_RANGES, timeRangeLabels } from '../../core/time-range.ts';

interface NoDeliveriesProps {
  search: DeliverySearch;
  /** Asks another question. */
  onShow: (search: DeliverySearch) => void;
}

const titles: Readonly<Record<string, string>> = {
  all: 'No deliveries yet',
  between: 'No deliveries in these times',
};

/** An empty list says why it is empty, and what to do about it. */
export function NoDeliveries({ search, onShow }: NoDeliveriesProps) {
  const range = pickOne(TIME_RANGES, search.range);
  if (hasFilter(search)) {
    return (
      <EmptyState
        icon={<Send />}
        title="No delivery matches"
        action={
          <>
            <Button onClick={() => onShow({ range: 'all' })}>Show all deliveries</Button>
            {search.q !== undefined && (
              <Link to="/events" search={{ q: search.q, range: 'all' }} className={buttonClass()}>
                Look among events
              </Link>
            )}
            {range !== 'all' && (
              <Button
                variant="primary"
                onClick={() => onShow({ ...search, range: 'all', from: undefined, to: undefined })}
              >
                Search any time
              </Button>
            )}
          </>
        }
      >
        Nothing fits these filters ({range === 'between' ? 'in these times' : timeRangeLabels[range]}). A search finds
        the beginning of an order id, event id or email address, and any part of a trigger’s name.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Send />}
      title={titles[range] ?? `No deliveries in the ${timeRangeLabels[range]}`}
      action={
        <>
          {range !== 'all' && <Button onClick={() => onShow({ range: 'all' })}>Show any time</Button>}
          <Link to="/" className={buttonClass('primary')}>
            Post an event
          </Link>
        </>
      }
    >
      When an event matches an active trigger, its delivery appears here with every attempt. Home has a command that
      posts one.
    </EmptyState>
  );
}
