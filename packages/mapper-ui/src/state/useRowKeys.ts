import { useEffect } from 'react';
import { isTyping } from '../components/SearchInput.tsx';

interface RowKeys {
  /** The ids of the rows as they stand, each on an element of `data-row`. */
  ids: readonly string[];
  selectedId: string | undefined;
  select: (id: string | undefined) => void;
}

/** In a list with a panel: j, k and the arrows move the selection, Escape closes the panel. */
export function useRowKeys({ ids, selectedId, select }: RowKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === 'Escape' && selectedId !== undefined) select(undefined);
      const step = stepOf(event.key);
      if (step === 0 || isInPanel(event.target)) return;
      event.preventDefault();
      const place = ids.findIndex((id) => id === selectedId);
      const next = ids[Math.min(ids.length - 1, Math.max(0, place + step))];
      if (next === undefined) return;
      select(next);
      const row = document.querySelector(`[data-row="${CSS.escape(next)}"]`);
      row?.scrollIntoView({ block: 'nearest' });
      row?.querySelector('a')?.focus({ preventScroll: true });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

function stepOf(key: string): number {
  if (key === 'j' || key === 'ArrowDown') return 1;
  if (key === 'k' || key === 'ArrowUp') return -1;
  return 0;
}

/** Arrow keys inside the panel scroll it, and move between its tabs. */
function isInPanel(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('aside') !== null;
}
