import { useEffect } from 'react';

/** Names the browser tab while the page is shown. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Postmap`;
  }, [title]);
}
