import { ToggleGroup } from 'radix-ui';
import { useEffect, useEffectEvent } from 'react';
import { MODES } from './visual/useVisual.ts';
import type { Mode } from './visual/useVisual.ts';

interface ViewSwitchProps {
  mode: Mode;
  onMode: (mode: Mode) => void;
}

const NAMES: Record<Mode, string> = { visual: 'Visual', split: 'Split', code: 'Code' };
const command = navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl ';

/** Visual, Split, Code; by ⌘1, ⌘2 and ⌘3 too. */
export function ViewSwitch({ mode, onMode }: ViewSwitchProps) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const wanted = event.metaKey || event.ctrlKey ? MODES[Number(event.key) - 1] : undefined;
    if (wanted === undefined || event.altKey || event.shiftKey) return;
    event.preventDefault();
    onMode(wanted);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);
  return (
    <ToggleGroup.Root
      type="single"
      value={mode}
      onValueChange={(value) => {
        const chosen = MODES.find((one) => one === value);
        if (chosen !== undefined) onMode(chosen);
      }}
      aria-label="View"
      className="flex h-7 overflow-hidden rounded-md border border-line"
    >
      {MODES.map((value, index) => (
        <ToggleGroup.Item
          key={value}
          value={value}
          title={`${NAMES[value]} (${command}${index + 1})`}
          className="border-line px-2.5 text-mut not-last:border-r hover:text-ink focus-visible:-outline-offset-2 data-[state=on]:bg-accent-soft data-[state=on]:font-semibold data-[state=on]:text-accent"
        >
          {NAMES[value]}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
