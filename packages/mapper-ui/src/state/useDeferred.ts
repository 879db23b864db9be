import { useEffect, useState } from 'react';
import { whenIdle } from './when-idle.ts';

/** Between two tries to load while the server does not answer. */
const RETRY_MS = 3_000;

/**
 * Whether the code that `load` brings is there: loaded when the page is at rest, at once when it is `wanted`, and tried again until it comes,
 * as a page must not break for a part that nobody asked for yet.
 */
export function useDeferred(load: () => Promise<unknown>, wanted = false): boolean {
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    if (loaded) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const run = (): void => {
      load().then(
        () => setLoaded(true),
        () => {
          if (!over) timer = setTimeout(run, RETRY_MS);
        },
      );
    };
    const forget = wanted ? run() : whenIdle(run);
    return () => {
      over = true;
      clearTimeout(timer);
      forget?.();
    };
  }, [load, wanted, loaded]);
  return loaded;
}
