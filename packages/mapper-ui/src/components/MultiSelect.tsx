import { clsx } from 'clsx';
import { Command, defaultFilter } from 'cmdk';
import { Check, Plus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import type { ReactNode } from 'react';

export interface MultiSelectOption {
  value: string;
  label: string;
  /** Searched and shown muted beside the label. */
  detail?: string;
  /** Options of one group stand under its heading. */
  group?: string;
  /** Searched, not shown. */
  keywords?: readonly string[];
}

interface MultiSelectProps {
  /** The accessible name of the list and of the search field. */
  label: string;
  options: readonly MultiSelectOption[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** The closed control. */
  trigger?: ReactNode;
  searchable?: boolean;
  /** One choice at most: it takes the place of the one before, and closes the list. */
  single?: boolean;
  /** What the search field says while it is empty. */
  placeholder?: string;
}

/** A list that opens, filters as one types and toggles each choice, or takes one. */
export function MultiSelect({
  label,
  options,
  value,
  onChange,
  trigger,
  searchable = true,
  single = false,
  placeholder = 'Search…',
}: MultiSelectProps) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const groups = orderGroups(options, search);
  const toggle = (option: string) => {
    if (single) {
      setOpen(false);
      setSearch('');
      onChange([option]);
      return;
    }
    onChange(value.includes(option) ? value.filter((chosen) => chosen !== option) : [...value, option]);
  };
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setSearch('');
      }}
    >
      <Popover.Trigger asChild>
        {trigger ?? (
          <button
            type="button"
            className="inline-flex h-[22px] items-center gap-1 rounded-md px-1.5 text-accent hover:bg-accent-soft disabled:text-faint disabled:hover:bg-transparent"
          >
            <Plus className="size-3.5" aria-hidden /> {label}
          </button>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          className="z-50 w-[max(var(--radix-popover-trigger-width),min(420px,calc(100vw-32px)))] overflow-hidden rounded-md border border-line bg-canvas shadow-lift outline-none"
        >
          <Command label={label} loop>
            {searchable && (
              <Command.Input
                placeholder={placeholder}
                aria-label={label}
                value={search}
                onValueChange={setSearch}
                className="h-9 w-full border-b border-line-soft bg-transparent px-3 outline-none"
              />
            )}
            <Command.List aria-label={label} className="max-h-72 overflow-y-auto p-1">
              <Command.Empty className="px-2 py-4 text-center text-mut">Nothing matches.</Command.Empty>
              {groups.map((group) => (
                <Command.Group
                  key={group ?? ''}
                  heading={group}
                  className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-mut"
                >
                  {options
                    .filter((option) => option.group === group)
                    .map((option) => (
                      <Command.Item
                        key={option.value}
                        value={option.value}
                        keywords={listKeywords(option)}
                        onSelect={() => toggle(option.value)}
                        className="flex min-h-7 items-center gap-2 rounded-sm px-2 py-0.5 data-[selected=true]:bg-hover"
                      >
                        <Mark chosen={value.includes(option.value)} single={single} />
                        <span className="truncate">{option.label}</span>
                        {value.includes(option.value) && <span className="sr-only">(chosen)</span>}
                        {option.detail !== undefined && (
                          <span className="mono ml-auto shrink-0 pl-3 text-mut">{option.detail}</span>
                        )}
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** A box to tick; a plain tick where there is one choice. */
function Mark({ chosen, single }: { chosen: boolean; single: boolean }) {
  const box = chosen ? 'border border-accent bg-accent text-on-accent' : 'border border-faint';
  return (
    <span
      aria-hidden
      className={clsx(
        'flex size-3.5 shrink-0 items-center justify-center rounded-[3px] [&_svg]:size-2.5',
        single ? 'text-accent [&_svg]:!size-3.5' : box,
      )}
    >
      {chosen && <Check strokeWidth={3} />}
    </span>
  );
}

function listKeywords({ label, detail, keywords = [] }: MultiSelectOption): string[] {
  return [label, detail ?? '', ...keywords];
}

/** While one searches, the group of the best match comes first: cmdk puts items in order within their group only, and Enter takes the first. */
function orderGroups(options: readonly MultiSelectOption[], search: string): (string | undefined)[] {
  const best = new Map<string | undefined, number>();
  for (const option of options) {
    const score = search === '' ? 0 : defaultFilter(option.value, search, listKeywords(option));
    best.set(option.group, Math.max(best.get(option.group) ?? 0, score));
  }
  return [...best].toSorted(([, one], [, other]) => other - one).map(([group]) => group);
}
