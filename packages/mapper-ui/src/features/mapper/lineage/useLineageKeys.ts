import { useEffect, useEffectEvent } from 'react';

/**
 * Alt+L asks for the lineage of what has the keys, with Shift it goes back among its outputs; Escape lets go of it, where nothing else takes
 * that key.
 *
 * @param ask answers whether what has the keys has a lineage
 */
export function useLineageKeys(ask: (focused: Element, by: 1 | -1) => boolean, clear: (() => void) | undefined): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { altKey, ctrlKey, metaKey, shiftKey, code } = event;
    const focused = document.activeElement;
    if (!altKey || ctrlKey || metaKey || code !== 'KeyL' || focused === null || isCovered()) return;
    if (!ask(focused, shiftKey ? -1 : 1)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || clear === undefined || isCovered()) return;
    const { target } = event;
    const isField = target instanceof HTMLElement && target.matches('input, select, textarea');
    if (!isField || target.closest('.monaco-editor') !== null) clear();
  });
  useEffect(() => {
    // Before the editor, for which Alt and a letter is a character.
    const captured = (event: KeyboardEvent): void => onKey(event);
    const bubbled = (event: KeyboardEvent): void => onEscape(event);
    window.addEventListener('keydown', captured, { capture: true });
    window.addEventListener('keydown', bubbled);
    return () => {
      window.removeEventListener('keydown', captured, { capture: true });
      window.removeEventListener('keydown', bubbled);
    };
  }, []);
}

function isCovered(): boolean {
  return document.querySelector('[role=dialog]') !== null;
}
