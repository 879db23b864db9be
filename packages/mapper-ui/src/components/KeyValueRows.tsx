import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { Input } from './Field.tsx';

interface KeyValueRowsProps<R> {
  rows: readonly R[];
  onChange: (rows: R[]) => void;
  /** A new empty row. */
  empty: R;
  /** What a row is: `header`, `variable`; for accessible names and the button. */
  noun: string;
  read: (row: R) => { name: string; value: string };
  write: (row: R, change: { name: string; value: string }) => R;
  valuePlaceholder?: string;
  /** What stands between the value and the button that removes the row. */
  renderExtra?: (row: R, change: (next: R) => void, index: number) => ReactNode;
  errorAt?: (index: number) => string | undefined;
  /** What works and is probably not meant. */
  warningAt?: (index: number) => string | undefined;
}

/** Rows of a name and a value, with buttons to add and to remove. */
export function KeyValueRows<R>({
  rows,
  onChange,
  empty,
  noun,
  read,
  write,
  valuePlaceholder,
  renderExtra,
  errorAt,
  warningAt,
}: KeyValueRowsProps<R>) {
  const replace = (index: number, next: R) => onChange(rows.map((row, place) => (place === index ? next : row)));
  return (
    <div className="flex flex-col gap-1.5">
      {rows.map((row, index) => {
        const { name, value } = read(row);
        const error = errorAt?.(index);
        const warning = error === undefined ? warningAt?.(index) : undefined;
        return (
          // Rows have no identity of their own while they are edited: their place is it.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index}>
            <div className="flex items-center gap-1.5">
              <Input
                mono
                aria-label={`Name of ${noun} ${index + 1}`}
                aria-invalid={error === undefined ? undefined : true}
                placeholder="name"
                className="max-w-[38%]"
                value={name}
                onChange={(event) => replace(index, write(row, { name: event.target.value, value }))}
              />
              <Input
                mono
                aria-label={`Value of ${noun} ${index + 1}`}
                placeholder={valuePlaceholder ?? 'value'}
                value={value}
                onChange={(event) => replace(index, write(row, { name, value: event.target.value }))}
              />
              {renderExtra?.(row, (next) => replace(index, next), index)}
              <IconButton
                label={`Remove ${noun} ${index + 1}`}
                onClick={() => onChange(rows.filter((_row, place) => place !== index))}
              >
                <X />
              </IconButton>
            </div>
            {error !== undefined && (
              <p role="alert" className="mt-0.5 text-sm text-bad">
                {error}
              </p>
            )}
            {warning !== undefined && <p className="mt-0.5 text-sm text-warn">{warning}</p>}
          </div>
        );
      })}
      <button
        type="button"
        className="inline-flex h-[22px] items-center gap-1 self-start rounded-md px-1.5 text-accent hover:bg-accent-soft"
        onClick={() => onChange([...rows, empty])}
      >
        <Plus className="size-3.5" aria-hidden /> Add {noun}
      </button>
    </div>
  );
}
