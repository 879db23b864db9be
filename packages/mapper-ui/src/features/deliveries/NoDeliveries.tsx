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
  /** Shows all deliveries of a time range, without other filters. */
  onShow: (range: string) => void;
}

/** An empty list says why it is empty, and what to do about it. */
export function NoDeliveries({ search, onShow }: NoDeliveriesProps) {
  const range = pickOne(TIME_RANGES, search.range);
  if (hasFilter(search)) {
    return (
      <EmptyState
        icon={<Send />}
        title="No delivery matches"
        action={<Button onClick={() => onShow('all')}>Show all deliveries</Button>}
      >
        Nothing fits these filters ({timeRangeLabels[range]}).
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Send />}
      title={range === 'all' ? 'No deliveries yet' : `No deliveries in the ${timeRangeLabels[range]}`}
      action={
        <>
          {range !== 'all' && <Button onClick={() => onShow('all')}>Show any time</Button>}
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
