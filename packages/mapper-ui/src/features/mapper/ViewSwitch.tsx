import { ToggleGroup, Tooltip } from 'radix-ui';

const VIEWS = ['Visual', 'Split', 'Code'] as const;
const ABSENT = 'The visual pane is not part of this version: templates are edited as code.';

const itemClass =
  'px-2.5 text-mut data-[state=on]:bg-accent-soft data-[state=on]:font-semibold data-[state=on]:text-accent';

/** Visual, Split, Code. Only Code is there yet; the others say so. They stay focusable, so that a keyboard meets the reason. */
export function ViewSwitch() {
  return (
    <Tooltip.Provider delayDuration={200}>
      <ToggleGroup.Root
        type="single"
        value="Code"
        aria-label="View"
        className="flex h-7 overflow-hidden rounded-md border border-line"
      >
        {VIEWS.map((view) =>
          view === 'Code' ? (
            <ToggleGroup.Item key={view} value={view} className={itemClass}>
              {view}
            </ToggleGroup.Item>
          ) : (
            <Tooltip.Root key={view}>
              <Tooltip.Trigger asChild>
                <span className="flex border-r border-line">
                  <ToggleGroup.Item value={view} aria-disabled className={`${itemClass} cursor-not-allowed opacity-70`}>
                    {view}
                  </ToggleGroup.Item>
                </span>
              </Tooltip.Trigger>
              <Tooltip.Portal>
                <Tooltip.Content
                  sideOffset={6}
                  className="z-50 max-w-64 rounded-md border border-line bg-canvas px-2.5 py-1.5 text-sm shadow-lift"
                >
                  {ABSENT}
                </Tooltip.Content>
              </Tooltip.Portal>
            </Tooltip.Root>
          ),
        )}
      </ToggleGroup.Root>
    </Tooltip.Provider>
  );
}
