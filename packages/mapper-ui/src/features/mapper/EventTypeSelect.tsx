import type { EventType } from '@postmap/server/contract';
import { memo } from 'react';
import { Select } from '../../components/Select.tsx';

interface EventTypeSelectProps {
  eventTypes: readonly EventType[];
  value: string | null;
  onChange: (value: string | null) => void;
}

const NONE = '-';

/** The event type a template is designed for, as a tag that can be changed. */
export const EventTypeSelect = memo(function EventTypeSelect({ eventTypes, value, onChange }: EventTypeSelectProps) {
  const known = eventTypes.filter(({ enabled, name }) => enabled || name === value).map(({ name }) => name);
  const names = value !== null && !known.includes(value) ? [value, ...known] : known;
  return (
    <Select
      label="Event type"
      value={value ?? NONE}
      display={value ?? 'any event'}
      options={[{ value: NONE, label: 'any event' }, ...names.map((name) => ({ value: name, label: name }))]}
      onChange={(next) => onChange(next === NONE ? null : next)}
      className="!h-5 shrink-0 gap-1 !rounded-full !border-transparent !bg-hover !px-2 text-xs text-mut hover:text-ink"
    />
  );
});
