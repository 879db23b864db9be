import { useEffect, useRef } from 'react';

/**
 * In a list with a panel: when the panel closes and takes the focus with it, the row that was open has it.
 *
 * @param selectedId of the open row, which has it as `data-row`
 */
export function useFocusBack(selectedId: string | undefined): void {
  const last = useRef(selectedId);
  useEffect(() => {
    const closed = last.current;
    last.current = selectedId;
    if (closed === undefined || selectedId !== undefined || document.activeElement !== document.body) return;
    const row = document.querySelector(`[data-row="${CSS.escape(closed)}"]`);
    row?.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
  }, [selectedId]);
}
