import { useSyncExternalStore } from 'react';

export const THEME_CHOICES = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** The key that public/theme.js reads before the first paint. */
const storageKey = 'postmap-theme';
const systemDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

let choice: ThemeChoice = readStored();
/**
 * Asked of the system by `apply` alone: Chromium sends no change for a query that was read between the change and its notice, and a drawing
 * in that moment would leave the page in the old theme.
 */
let shown: 'light' | 'dark';
systemDark.addEventListener('change', apply);
// The system may have changed since public/theme.js read it.
apply();

/** The chosen theme, and the one shown: `system` follows the system as it changes. */
export function useTheme(): { choice: ThemeChoice; shown: 'light' | 'dark'; choose: (next: ThemeChoice) => void } {
  const current = useSyncExternalStore(watch, () => choice);
  const theme = useSyncExternalStore(watch, () => shown);
  return { choice: current, shown: theme, choose };
}

function choose(next: ThemeChoice): void {
  choice = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage can be forbidden: the choice then lasts until the page is closed.
  }
  apply();
}

function apply(): void {
  const system = systemDark.matches ? 'dark' : 'light';
  shown = choice === 'system' ? system : choice;
  document.documentElement.dataset.theme = shown;
  for (const listener of listeners) listener();
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readStored(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return THEME_CHOICES.find((known) => known === stored) ?? 'system';
  } catch {
    return 'system';
  }
}
