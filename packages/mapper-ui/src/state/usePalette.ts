import { useEffect, useSyncExternalStore } from 'react';

let open = false;
const listeners = new Set<() => void>();

export function openPalette(): void {
  setOpen(true);
}

/** Whether the palette is open. */
export function usePalette(): { open: boolean; setOpen: (next: boolean) => void } {
  return { open: useSyncExternalStore(watch, () => open), setOpen };
}

/** ⌘K and Ctrl+K open and close the palette. */
export function usePaletteShortcut(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen(!open);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function setOpen(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
