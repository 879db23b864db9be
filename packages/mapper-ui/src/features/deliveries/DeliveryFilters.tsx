import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { eventTypesQuery } from '../../api/catalog.ts';
import { customersQuery } from '../../api/customers.ts';
import { chipClass, ChipText, ChoiceChip } from '../../components/ChoiceChip.tsx';
import { MultiSelect } from '../../components/MultiSelect.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Select } from '../../components/Select.tsx';
import type { DeliverySearch } from '../../core/delivery-search.ts';
import { DELIVERY_STATUSES, readStatuses, wordStatus } from '../../core/delivery-words.ts';
import { pickOne } from '../../core/search.ts';
import { TIME_RANGES, timeRangeLabels } from '../../core/time-range.ts';
import { TimeBounds } from './TimeBounds.tsx';

/** What an endpoint answers most, then what a try without an answer ends as. */
const codes = ['200', '400', '401', '403', '404', '408', '410', '422', '429', '500', '502', '503', '504'].map(
  (code) => ({
    value: code,
    label: code,
  }),
);
const failures = [
  ['timeout', 'no answer in time'],
  ['connect', 'no connection'],
  ['dns', 'the host has no address'],
  ['tls', 'the certificate was refused'],
  ['reset', 'the connection was cut'],
  ['address-refused', 'an address that is not let through'],
  ['token', 'no OAuth2 token'],
  ['invalid-request', 'cannot be sent as it is'],
].map(([value = '', hint]) => ({ value, label: value, hint }));
const statusOptions = DELIVERY_STATUSES.map((status) => ({ value: status, label: wordStatus(status) }));
const rangeOptions = TIME_RANGES.toSorted((one, other) => order(one) - order(other)).map((range) => ({
  value: range,
  label: timeRangeLabels[range],
}));

interface DeliveryFiltersProps {
  search: DeliverySearch;
  onChange: (change: DeliverySearch) => void;
}

export function DeliveryFilters({ search, onChange }: DeliveryFiltersProps) {
  const customers = useQuery(customersQuery());
  const eventTypes = useQuery(eventTypesQuery());
  const statuses = readStatuses(search.status);
  const range = pickOne(TIME_RANGES, search.range);
  return (
    <search
      aria-label="Filter deliveries"
      className="flex flex-wrap items-center gap-2 border-b border-line-soft px-5 py-2.5 max-[760px]:px-4"
    >
      <SearchInput
        label="Search deliveries"
        className="min-w-36 flex-1 max-[760px]:basis-full"
        placeholder="Order id, event id, email or trigger"
        value={search.q ?? ''}
        onChange={(q) => onChange({ q: q === '' ? undefined : q })}
      />
      <div className="flex">
        <MultiSelect
          label="Status"
          searchable={false}
          options={statusOptions}
          value={statuses}
          onChange={(chosen) => onChange({ status: chosen.join(',') })}
          trigger={
            <button type="button" className={chipClass(statuses.length > 0, statuses.length > 0)}>
              {statuses.length === 0 ? (
                <ChipText name="status" value="any" />
              ) : (
                <span className="max-w-56 truncate">status: {statuses.map(wordStatus).join(', ')}</span>
              )}
            </button>
          }
        />
        {statuses.length > 0 && (
          <button
            type="button"
            aria-label="Clear the status filter"
            className="-ml-px inline-flex h-7 w-6 items-center justify-center rounded-r-md border border-accent bg-accent-soft text-accent"
            onClick={() => onChange({ status: undefined })}
          >
            <X className="size-3" aria-hidden />
          </button>
        )}
      </div>
      <ChoiceChip
        name="customer"
        value={search.customer}
        options={(customers.data ?? []).map((customer) => ({ value: customer.id, label: customer.name }))}
        onChange={(customer) => onChange({ customer })}
      />
      <ChoiceChip
        name="event"
        value={search.event}
        options={(eventTypes.data ?? []).map((type) => ({ value: type.name, label: type.name }))}
        onChange={(event) => onChange({ event })}
      />
      <ChoiceChip
        name="code"
        value={search.code}
        options={[...codes, ...failures]}
        onChange={(code) => onChange({ code })}
      />
      <Select
        bare
        label="Time"
        className={chipClass(false)}
        value={range}
        options={rangeOptions}
        onChange={(next) => onChange({ range: next === TIME_RANGES[0] ? undefined : next })}
      />
      {range === 'between' && <TimeBounds search={search} onChange={onChange} />}
      {search.trigger !== undefined && (
        <button type="button" className={chipClass(true)} onClick={() => onChange({ trigger: undefined })}>
          one trigger <X className="size-3" aria-hidden />
        </button>
      )}
    </search>
  );
}

/** The ranges by length, shortest first. */
function order(range: (typeof TIME_RANGES)[number]): number {
  return ['1h', '24h', '7d', '30d', 'all', 'between'].indexOf(range);
}
