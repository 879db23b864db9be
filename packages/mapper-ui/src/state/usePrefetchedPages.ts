import { useRouter } from '@tanstack/react-router';
import type { LinkOptions } from '@tanstack/react-router';
import { useEffect } from 'react';
import { whenIdle } from './when-idle.ts';

/**
 * Loads the code of every other page once this one is at rest, then asks for what `pages` show first, one page at a time, so that the first
 * visit is as quick as every later one.
 */
export function usePrefetchedPages(pages: readonly LinkOptions[]): void {
  const router = useRouter();
  useEffect(() => {
    let forget: () => void;
    const prefetchNext = ([page, ...others]: readonly LinkOptions[]): void => {
      if (page === undefined) return;
      forget = whenIdle(() => {
        void router.preloadRoute(page);
        prefetchNext(others);
      });
    };
    forget = whenIdle(() => {
      for (const route of Object.values(router.routesById)) {
        // A chunk that cannot be loaded now is asked for again by the page that needs it, which says so.
        router.loadRouteChunk(route)?.catch(() => undefined);
      }
      prefetchNext(pages);
    });
    return () => forget();
  }, [router, pages]);
}
