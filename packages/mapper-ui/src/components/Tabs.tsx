import { clsx } from 'clsx';
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface Tab<T extends string> {
  value: T;
  label: ReactNode;
  content: ReactNode;
}

interface TabsProps<T extends string> {
  tabs: readonly Tab<T>[];
  value: T;
  onChange: (value: T) => void;
  /** The accessible name of the row of tabs. */
  label: string;
  className?: string;
  /** Class of the row of tabs: its padding differs between pages and panels. */
  listClassName?: string;
  contentClassName?: string;
}

export function Tabs<T extends string>({
  tabs,
  value,
  onChange,
  label,
  className,
  listClassName,
  contentClassName,
}: TabsProps<T>) {
  const choose = (next: string) => {
    const tab = tabs.find((candidate) => candidate.value === next);
    if (tab !== undefined) onChange(tab.value);
  };
  return (
    <Radix.Root value={value} onValueChange={choose} className={clsx('flex min-h-0 flex-col', className)}>
      <Radix.List
        aria-label={label}
        className={clsx('flex shrink-0 gap-4 border-b border-line-soft', listClassName ?? 'px-4')}
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mx-1 -mb-px border-b-2 rounded-t-sm px-1 border-transparent leading-[34px] focus-visible:-outline-offset-2 whitespace-nowrap text-mut hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.value}
          value={tab.value}
          className={clsx('min-h-0 flex-1 overflow-auto outline-none', contentClassName)}
        >
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
