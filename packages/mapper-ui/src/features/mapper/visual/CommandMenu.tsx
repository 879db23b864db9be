import { Command } from 'cmdk';
import { Popover } from 'radix-ui';
import { useMemo } from 'react';

/** Something to choose: a command of a line, or what a drop can become. */
export interface MenuEntry {
  id: string;
  label: string;
  /** What it makes, or its key. */
  detail: string | undefined;
}

interface CommandMenuProps {
  /** Where it opens, in the window; null while it is closed. */
  at: { x: number; y: number } | null;
  title: string;
  entries: readonly MenuEntry[];
  onChoose: (id: string) => void;
  onClose: () => void;
}

/** A list that is chosen from by arrows, by its letters or by the mouse. */
export function CommandMenu({ at, title, entries, onChoose, onClose }: CommandMenuProps) {
  const anchor = useMemo(
    () => ({ current: { getBoundingClientRect: () => new DOMRect(at?.x ?? 0, at?.y ?? 0, 0, 0) } }),
    [at],
  );
  return (
    <Popover.Root open={at !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-50 w-max max-w-md min-w-72 overflow-hidden rounded-md border border-line bg-canvas shadow-lift outline-none"
        >
          <Command label={title} loop>
            <Command.Input
              placeholder={title}
              className="h-8 w-full border-b border-line-soft bg-transparent px-2.5 outline-none"
            />
            <Command.List className="max-h-80 overflow-y-auto p-1">
              <Command.Empty className="px-2 py-3 text-mut">Nothing is called so.</Command.Empty>
              {entries.map(({ id, label, detail }) => (
                <Command.Item
                  key={id}
                  value={label}
                  keywords={[id]}
                  onSelect={() => onChoose(id)}
                  className="flex flex-wrap items-center gap-x-4 rounded-sm px-1.5 py-1 aria-selected:bg-accent-soft aria-selected:text-accent"
                >
                  <span className="min-w-0 grow truncate">{label}</span>
                  {detail !== undefined && <span className="mono max-w-full truncate text-mut">{detail}</span>}
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
