import { useQuery } from '@tanstack/react-query';
import { eventTypesQuery, feedsQuery } from '../../api/catalog.ts';
import { customersQuery } from '../../api/customers.ts';
import { chipClass, ChoiceChip } from '../../components/ChoiceChip.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Select } from '../../components/Select.tsx';
import { EVENT_RANGES } from '../../core/event-search.ts';
import type { EventSearch } from '../../core/event-search.ts';
import { pickOne } from '../../core/search.ts';
import { timeRangeLabels } from '../../core/time-range.ts';

const rangeOptions = (['1h', '24h', '7d', '30d', 'all'] as const).map((range) => ({
  value: range,
  label: timeRangeLabels[range],
}));
const testOptions = [
  { value: 'only', label: 'only' },
  { value: 'without', label: 'without' },
];

interface EventFiltersProps {
  search: EventSearch;
  onChange: (change: EventSearch) => void;
}

export function EventFilters({ search, onChange }: EventFiltersProps) {
  const customers = useQuery(customersQuery());
  const eventTypes = useQuery(eventTypesQuery());
  const feeds = useQuery(feedsQuery());
  return (
    <search
      aria-label="Filter events"
      className="flex flex-wrap items-center gap-2 border-b border-line-soft px-5 py-2.5 max-[760px]:px-4"
    >
      <SearchInput
        label="Search events"
        className="min-w-52 flex-1 max-[760px]:basis-full"
        placeholder="Order id, email or event id"
        value={search.q ?? ''}
        onChange={(q) => onChange({ q: q === '' ? undefined : q })}
      />
      <ChoiceChip
        name="event"
        value={search.event}
        options={(eventTypes.data ?? []).map(({ name }) => ({ value: name, label: name }))}
        onChange={(event) => onChange({ event })}
      />
      <ChoiceChip
        name="feed"
        value={search.feed}
        options={(feeds.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(feed) => onChange({ feed })}
      />
      <ChoiceChip
        name="customer"
        value={search.customer}
        options={(customers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(customer) => onChange({ customer })}
      />
      <ChoiceChip name="tests" value={search.test} options={testOptions} onChange={(test) => onChange({ test })} />
      <Select
        bare
        label="Time"
        className={chipClass(false)}
        value={pickOne(EVENT_RANGES, search.range)}
        options={rangeOptions}
        onChange={(next) => onChange({ range: next === EVENT_RANGES[0] ? undefined : next })}
      />
    </search>
  );
}
