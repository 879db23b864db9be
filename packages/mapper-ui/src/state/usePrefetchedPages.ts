import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** How long the page in front has to itself, where the browser does not say when it is idle. */
const CALM_MS = 600;

/** Loads the code of every other page once this one is at rest, so that going there waits for data only. */
export function usePrefetchedPages(): void {
  const router = useRouter();
  useEffect(() => {
    const load = (): void => {
      for (const route of Object.values(router.routesById)) {
        // A chunk that cannot be loaded now is asked for again by the page that needs it, which says so.
        router.loadRouteChunk(route)?.catch(() => undefined);
      }
    };
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(load, CALM_MS);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(load, { timeout: 4 * CALM_MS });
    return () => cancelIdleCallback(handle);
  }, [router]);
}
