import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { eventTypesQuery } from '../../api/catalog.ts';
import { customersQuery } from '../../api/customers.ts';
import { MultiSelect } from '../../components/MultiSelect.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Select } from '../../components/Select.tsx';
import type { DeliverySearch } from '../../core/delivery-search.ts';
import { DELIVERY_STATUSES, readStatuses, wordStatus } from '../../core/delivery-words.ts';
import { pickOne } from '../../core/search.ts';
import { TIME_RANGES, timeRangeLabels } from '../../core/time-range.ts';

const any = 'any';
const codes = ['200', '400', '401', '403', '404', '408', '410', '422', '429', '500', '502', '503', '504'];
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
      className="flex flex-wrap items-center gap-2 border-b border-line-soft px-5 py-2.5"
    >
      <SearchInput
        label="Search deliveries"
        className="min-w-36 flex-1"
        placeholder="Order id, event id, email or trigger"
        value={search.q ?? ''}
        onChange={(q) => onChange({ q })}
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
                <Chip name="status" value={any} />
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
      <Choice
        name="customer"
        value={search.customer}
        options={(customers.data ?? []).map((customer) => ({ value: customer.id, label: customer.name }))}
        onChange={(customer) => onChange({ customer })}
      />
      <Choice
        name="event"
        value={search.event}
        options={(eventTypes.data ?? []).map((type) => ({ value: type.name, label: type.name }))}
        onChange={(event) => onChange({ event })}
      />
      <Choice
        name="code"
        value={search.code}
        options={codes.map((code) => ({ value: code, label: code }))}
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
      {search.trigger !== undefined && (
        <button type="button" className={chipClass(true)} onClick={() => onChange({ trigger: undefined })}>
          one trigger <X className="size-3" aria-hidden />
        </button>
      )}
    </search>
  );
}

interface ChoiceProps {
  name: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}

function Choice({ name, value, options, onChange }: ChoiceProps) {
  const known =
    value === undefined || options.some((option) => option.value === value)
      ? options
      : [...options, { value, label: value }];
  const label = known.find((option) => option.value === value)?.label;
  return (
    <Select
      bare
      label={`Filter by ${name}`}
      className={clsx(chipClass(value !== undefined), 'max-w-44')}
      value={value ?? any}
      options={[{ value: any, label: any }, ...known]}
      onChange={(next) => onChange(next === any ? undefined : next)}
      display={<Chip name={name} value={label ?? any} />}
    />
  );
}

function Chip({ name, value }: { name: string; value: string }) {
  return (
    <>
      <span className={value === any ? 'text-mut' : undefined}>{name}</span>{' '}
      <span className="font-medium">{value}</span>
    </>
  );
}

function chipClass(on: boolean, joined = false): string {
  return clsx(
    'inline-flex h-7 items-center gap-1 rounded-md border px-2.5 whitespace-nowrap',
    joined && 'rounded-r-none',
    on ? '!border-accent !bg-accent-soft !text-accent' : 'border-line hover:border-faint',
  );
}

/** The ranges by length, shortest first. */
function order(range: (typeof TIME_RANGES)[number]): number {
  return ['1h', '24h', '7d', '30d', 'all'].indexOf(range);
}
