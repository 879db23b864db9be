import type { Trigger } from '@postmap/server/contract';
import { ChoiceChip } from '../../components/ChoiceChip.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { listTriggerEvents } from '../../core/trigger-outcome.ts';
import { TRIGGER_STATES } from '../../core/trigger-search.ts';
import type { TriggerSearch } from '../../core/trigger-search.ts';

const hints: Readonly<Record<string, string>> = { failing: 'the newest delivery has failed so far' };
const states = TRIGGER_STATES.map((state) => ({ value: state, label: state, hint: hints[state] }));

interface TriggerFiltersProps {
  search: TriggerSearch;
  /** All of them: what can be chosen is what there is. */
  triggers: readonly Trigger[];
  onChange: (change: TriggerSearch) => void;
}

export function TriggerFilters({ search, triggers, onChange }: TriggerFiltersProps) {
  const customers = new Map(triggers.map(({ customerId, customerName }) => [customerId, customerName]));
  const events = [...new Set(triggers.flatMap(listTriggerEvents))].toSorted();
  return (
    <search
      aria-label="Filter triggers"
      className="flex flex-wrap items-center gap-2 border-b border-line-soft px-5 py-2.5 max-[760px]:px-4"
    >
      <SearchInput
        label="Search triggers"
        className="min-w-36 flex-1 max-[760px]:basis-full"
        placeholder="Name, customer, event, template or destination"
        value={search.q ?? ''}
        onChange={(q) => onChange({ q: q === '' ? undefined : q })}
      />
      <ChoiceChip name="status" value={search.status} options={states} onChange={(status) => onChange({ status })} />
      <ChoiceChip
        name="customer"
        value={search.customer}
        options={[...customers].map(([value, label]) => ({ value, label }))}
        onChange={(customer) => onChange({ customer })}
      />
      <ChoiceChip
        name="event"
        value={search.event}
        options={events.map((event) => ({ value: event, label: event }))}
        onChange={(event) => onChange({ event })}
      />
    </search>
  );
}
