import { useState } from 'react';

/** Whether this browser was told not to show something any more, by the name of the thing. */
export function useDismissed(name: string): [boolean, (dismissed: boolean) => void] {
  const key = `postmap.dismissed.${name}`;
  const [dismissed, setDismissed] = useState(() => readStored(key));
  return [
    dismissed,
    (next) => {
      setDismissed(next);
      try {
        if (next) localStorage.setItem(key, 'yes');
        else localStorage.removeItem(key);
      } catch {
        // Storage can be forbidden: the choice then lasts until the page is closed.
      }
    },
  ];
}

function readStored(key: string): boolean {
  try {
    return localStorage.getItem(key) === 'yes';
  } catch {
    return false;
  }
}
