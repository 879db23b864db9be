import { clsx } from 'clsx';
import { Check, ChevronsUpDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface SelectOption<T extends string> {
  value: T;
  label: string;
  hint?: string;
}

interface SelectProps<T extends string> {
  value: T | undefined;
  onChange: (value: T) => void;
  options: readonly SelectOption<T>[];
  /** The accessible name, where no `<label for>` names the control. */
  label?: string;
  placeholder?: string;
  /** What the closed control shows instead of the chosen option's label. */
  display?: ReactNode;
  className?: string;
  /** Leaves out the arrows, where the control is one of a row of chips. */
  bare?: boolean;
  disabled?: boolean;
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** A choice of one. Option values must not be empty. */
export function Select<T extends string>({
  value,
  onChange,
  options,
  label,
  placeholder,
  display,
  className,
  bare = false,
  disabled,
  ...control
}: SelectProps<T>) {
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <Radix.Root value={value ?? ''} onValueChange={choose} disabled={disabled}>
      <Radix.Trigger
        {...control}
        aria-label={label}
        className={clsx(
          'inline-flex h-7 min-w-0 items-center justify-between gap-2 rounded-md border border-line bg-canvas px-2.5 text-left hover:border-faint',
          'aria-invalid:border-bad data-[placeholder]:text-mut disabled:opacity-60 data-[state=open]:border-accent',
          className,
        )}
      >
        <span className="truncate">{display ?? <Radix.Value placeholder={placeholder} />}</span>
        {!bare && <ChevronsUpDown className="size-3 shrink-0 text-mut" aria-hidden />}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-80 min-w-(--radix-select-trigger-width) overflow-hidden rounded-md border border-line bg-canvas p-1 shadow-lift"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex min-h-7 items-center gap-2 rounded-sm py-0.5 pr-3 pl-7 outline-none data-[highlighted]:bg-hover data-[state=checked]:text-accent relative"
              >
                <Radix.ItemIndicator className="absolute left-2">
                  <Check className="size-3.5" aria-hidden />
                </Radix.ItemIndicator>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint !== undefined && <span className="ml-auto pl-4 text-sm text-mut">{option.hint}</span>}
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
