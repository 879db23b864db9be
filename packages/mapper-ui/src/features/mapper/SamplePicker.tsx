import type { Sample } from '@postmap/server/contract';
import { Command } from 'cmdk';
import { Check, ChevronsUpDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { CUSTOM } from './useSourcePayload.ts';
import type { SourcePayload } from './useSourcePayload.ts';

interface SamplePickerProps {
  payload: SourcePayload;
  eventType: string | null;
  onChoose: (id: string) => void;
  onSave: () => void;
}

const groupClass =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-mut';
const itemClass = 'flex h-7 items-center gap-2 rounded-sm px-2 aria-selected:bg-hover';

/** Every sample, those of the event type first; and a payload of one's own. */
export function SamplePicker({ payload, eventType, onChoose, onSave }: SamplePickerProps) {
  const [open, setOpen] = useState(false);
  const { sample, fitting, others, choice, error } = payload;
  const pick = (id: string): void => {
    setOpen(false);
    onChoose(id);
  };
  const entry = (item: Sample) => (
    <Command.Item
      key={item.id}
      value={`${item.name} ${item.eventType} ${item.id}`}
      onSelect={() => pick(item.id)}
      className={itemClass}
    >
      <Check aria-hidden className={`size-3.5 shrink-0 text-accent ${item.id === choice ? '' : 'invisible'}`} />
      <span className="truncate">{item.name}</span>
      <span className="ml-auto shrink-0 pl-3 text-sm text-mut">
        {item.eventType === eventType ? (item.builtIn ? 'built in' : 'saved') : item.eventType}
      </span>
    </Command.Item>
  );
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={`Sample: ${sample?.name ?? 'Custom payload'}`}
        className="inline-flex h-7 min-w-0 items-center gap-1 rounded-md px-1.5 text-mut hover:bg-hover hover:text-ink"
      >
        <span className="truncate">{sample?.name ?? 'Custom payload'}</span>
        <ChevronsUpDown aria-hidden className="size-3 shrink-0" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          className="z-50 w-96 overflow-hidden rounded-md border border-line bg-canvas shadow-lift outline-none"
        >
          <Command label="Samples">
            <Command.Input
              placeholder="Find a sample…"
              className="h-9 w-full border-b border-line-soft bg-transparent px-3 outline-none"
            />
            <Command.List className="max-h-80 overflow-y-auto p-1">
              <Command.Empty className="px-2 py-4 text-center text-mut">No sample has this name.</Command.Empty>
              {fitting.length > 0 && (
                <Command.Group heading={`For ${eventType}`} className={groupClass}>
                  {fitting.map(entry)}
                </Command.Group>
              )}
              {others.length > 0 && (
                <Command.Group
                  heading={fitting.length > 0 ? 'Other event types' : 'All samples'}
                  className={groupClass}
                >
                  {others.map(entry)}
                </Command.Group>
              )}
              <Command.Group heading="Your own" className={groupClass}>
                <Command.Item value="custom payload paste edit" onSelect={() => pick(CUSTOM)} className={itemClass}>
                  <Check
                    aria-hidden
                    className={`size-3.5 shrink-0 text-accent ${choice === CUSTOM ? '' : 'invisible'}`}
                  />
                  Custom payload: paste or edit JSON
                </Command.Item>
                <Command.Item
                  value="save as sample"
                  disabled={error !== null}
                  onSelect={() => {
                    setOpen(false);
                    onSave();
                  }}
                  className={`${itemClass} aria-disabled:opacity-50`}
                >
                  <span className="w-3.5 shrink-0" />
                  Save what is shown as a sample…
                </Command.Item>
              </Command.Group>
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
