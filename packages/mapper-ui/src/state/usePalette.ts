import { useEffect, useSyncExternalStore } from 'react';

let open = false;
/** What had the keys before the palette: it has them again afterwards. */
let opener: Element | null = null;
/** Keys that came before the palette could take them; null once it does. */
let waiting: string[] | null = null;
const listeners = new Set<() => void>();

export function openPalette(): void {
  setOpen(true);
}

/** Whether the palette is open. */
export function usePalette(): { open: boolean; setOpen: (next: boolean) => void } {
  return { open: useSyncExternalStore(watch, () => open), setOpen };
}

/** What was typed since the palette was asked for, now that its field has the keys; and whether Enter ended it. */
export function takeWaitingKeys(): { text: string; entered: boolean } {
  const keys = waiting ?? [];
  waiting = null;
  const text = keys.reduce(
    (typed, key) => (key === 'Backspace' ? typed.slice(0, -1) : key === 'Enter' ? typed : typed + key),
    '',
  );
  return { text, entered: keys.at(-1) === 'Enter' };
}

/** Gives the keys back to what had them. */
export function leavePalette(): void {
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  opener = null;
}

/** ⌘K and Ctrl+K open and close the palette. Before the editor sees them, for which they would begin a chord. */
export function usePaletteShortcut(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isShortcut = event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey);
      if (!isShortcut && !keepWaiting(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isShortcut) setOpen(!open);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

/** Keeps a key for the palette while its code is on its way; false where it is nobody's to keep. */
function keepWaiting({ key, metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
  if (waiting === null || metaKey || ctrlKey || altKey) return false;
  if (key === 'Escape') setOpen(false);
  else if (key.length === 1 || key === 'Backspace' || key === 'Enter') waiting.push(key);
  else return false;
  return true;
}

function setOpen(next: boolean): void {
  if (next && !open) opener = document.activeElement;
  waiting = next ? [] : null;
  open = next;
  for (const listener of listeners) listener();
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
