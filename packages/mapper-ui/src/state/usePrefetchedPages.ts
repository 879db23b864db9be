import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { whenIdle } from './when-idle.ts';

/** Loads the code of every other page once this one is at rest, so that going there waits for data only. */
export function usePrefetchedPages(): void {
  const router = useRouter();
  useEffect(
    () =>
      whenIdle(() => {
        for (const route of Object.values(router.routesById)) {
          // A chunk that cannot be loaded now is asked for again by the page that needs it, which says so.
          router.loadRouteChunk(route)?.catch(() => undefined);
        }
      }),
    [router],
  );
}
