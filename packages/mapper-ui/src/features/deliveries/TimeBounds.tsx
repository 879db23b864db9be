import { Input } from '../../components/Field.tsx';
import type { DeliverySearch } from '../../core/delivery-search.ts';
import { readInstant, toLocalInput } from '../../core/time-range.ts';

interface TimeBoundsProps {
  search: DeliverySearch;
  onChange: (change: DeliverySearch) => void;
}

/** From when and until when, in the viewer's zone; an empty field is no bound. */
export function TimeBounds({ search, onChange }: TimeBoundsProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="sr-only">Between</legend>
      <Input
        type="datetime-local"
        aria-label="From"
        className="w-48!"
        value={toLocalInput(search.from)}
        onChange={(event) => onChange({ from: readInstant(event.target.value) })}
      />
      <span className="text-mut">to</span>
      <Input
        type="datetime-local"
        aria-label="To"
        className="w-48!"
        value={toLocalInput(search.to)}
        onChange={(event) => onChange({ to: readInstant(event.target.value) })}
      />
    </fieldset>
  );
}
