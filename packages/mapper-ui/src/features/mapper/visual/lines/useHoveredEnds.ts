import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Which field and which line the pointer is on. */
export interface HoveredEnds {
  field: string | undefined;
  line: string | undefined;
}

const NOTHING: HoveredEnds = { field: undefined, line: undefined };

const REST_MS = 100;

/** One listener for each list, not one for each row. */
export function useHoveredEnds(source: HTMLElement | undefined, scroller: RefObject<HTMLElement | null>): HoveredEnds {
  const [hovered, setHovered] = useState(NOTHING);
  useEffect(() => {
    const over = new AbortController();
    const { signal } = over;
    let scrolledAt = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const update = (next: HoveredEnds): void => {
      clearTimeout(waiting);
      const put = (): void =>
        setHovered((before) => (before.field === next.field && before.line === next.line ? before : next));
      // What scrolls by under a pointer that rests is not pointed at.
      if (performance.now() - scrolledAt < REST_MS) waiting = setTimeout(put, REST_MS);
      else put();
    };
    const watch = (element: HTMLElement | null | undefined, read: (target: Element) => HoveredEnds): void => {
      element?.addEventListener('scroll', () => (scrolledAt = performance.now()), { signal, passive: true });
      element?.addEventListener('pointerover', ({ target }) => target instanceof Element && update(read(target)), {
        signal,
      });
      element?.addEventListener('pointerleave', () => update(NOTHING), { signal });
    };
    watch(source, (target) => ({
      field: target.closest('[role=treeitem]')?.id.replace(/^field/, ''),
      line: undefined,
    }));
    watch(scroller.current, (target) => ({
      field: undefined,
      line: target.closest('[data-line]')?.getAttribute('data-line') ?? undefined,
    }));
    return () => {
      over.abort();
      clearTimeout(waiting);
    };
  }, [source, scroller]);
  return hovered;
}
