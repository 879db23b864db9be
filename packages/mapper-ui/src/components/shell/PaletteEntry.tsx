import { Command } from 'cmdk';
import type { ReactNode } from 'react';

interface PaletteEntryProps {
  /** Tells entries apart, and is searched too. */
  id: string;
  name: string;
  detail?: string | undefined;
  /** Found by this too, whatever its name is. */
  foundBy?: string;
  onSelect: () => void;
}

export function PaletteEntry({ id, name, detail, foundBy, onSelect }: PaletteEntryProps) {
  return (
    <Command.Item
      value={`${name} ${detail ?? ''} ${id}`}
      keywords={foundBy === undefined ? undefined : [foundBy]}
      onSelect={onSelect}
      className="flex h-8 items-center gap-2 rounded-md px-2 aria-selected:bg-accent-soft aria-selected:text-accent"
    >
      <span className="min-w-[40%] truncate">{name}</span>
      {detail !== undefined && <span className="ml-auto min-w-0 truncate text-sm text-mut">{detail}</span>}
    </Command.Item>
  );
}

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-mut"
    >
      {children}
    </Command.Group>
  );
}
