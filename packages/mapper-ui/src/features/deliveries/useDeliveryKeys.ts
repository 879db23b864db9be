import type { Delivery } from '@postmap/server/contract';
import { useEffect } from 'react';
import { isTyping } from '../../components/SearchInput.tsx';

/** j, k and the arrows move the selection, Enter opens what has the focus, Escape closes the panel. */
export function useDeliveryKeys(
  deliveries: readonly Delivery[],
  selectedId: string | undefined,
  select: (id: string | undefined) => void,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === 'Escape' && selectedId !== undefined) select(undefined);
      const step = stepOf(event.key);
      if (step === 0 || isInTabs(event.target)) return;
      event.preventDefault();
      const place = deliveries.findIndex((delivery) => delivery.id === selectedId);
      const next = deliveries[Math.min(deliveries.length - 1, Math.max(0, place + step))];
      if (next === undefined) return;
      select(next.id);
      const row = document.querySelector(`[data-row="${CSS.escape(next.id)}"]`);
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
function isInTabs(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('aside') !== null;
}
