import { clsx } from 'clsx';
import { Select } from './Select.tsx';

const ANY = 'any';

interface ChoiceChipProps {
  /** What is chosen by: `customer`, `event`. */
  name: string;
  value: string | undefined;
  options: readonly { value: string; label: string; hint?: string }[];
  /** Undefined is any. */
  onChange: (value: string | undefined) => void;
}

/** A filter of one choice in a row of filters; its value stands in it, and one that is not among the options stays. */
export function ChoiceChip({ name, value, options, onChange }: ChoiceChipProps) {
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
      value={value ?? ANY}
      options={[{ value: ANY, label: ANY }, ...known]}
      onChange={(next) => onChange(next === ANY ? undefined : next)}
      display={<ChipText name={name} value={label ?? ANY} />}
    />
  );
}

export function ChipText({ name, value }: { name: string; value: string }) {
  return (
    <>
      <span className={value === ANY ? 'text-mut' : undefined}>{name}</span>{' '}
      <span className="font-medium">{value}</span>
    </>
  );
}

/** The class of a filter; one that is `joined` has a button to its right. */
export function chipClass(on: boolean, joined = false): string {
  return clsx(
    'inline-flex h-7 items-center gap-1 rounded-md border px-2.5 whitespace-nowrap',
    joined && 'rounded-r-none',
    on ? '!border-accent !bg-accent-soft !text-accent' : 'border-line hover:border-faint',
  );
}
