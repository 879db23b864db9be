import { useEffect, useMemo, useRef } from 'react';

/** This close to an edge, in pixels, a list scrolls towards it; the closer, the faster. */
const REACH = 40;
const FASTEST = 14;

/** Scrolls a list while something is held near its edge. */
export function useEdgeScroll(): { near: (list: HTMLElement, y: number) => void; stop: () => void } {
  const held = useRef<{ list: HTMLElement; step: number } | null>(null);
  const frame = useRef(0);
  const scroll = useMemo(() => {
    const turn = (): void => {
      frame.current = 0;
      if (held.current === null) return;
      held.current.list.scrollTop += held.current.step;
      frame.current = requestAnimationFrame(turn);
    };
    return {
      near(list: HTMLElement, y: number): void {
        const { top, bottom } = list.getBoundingClientRect();
        const step = y < top + REACH ? -pace(y - top) : y > bottom - REACH ? pace(bottom - y) : 0;
        held.current = step === 0 ? null : { list, step };
        if (step !== 0 && frame.current === 0) frame.current = requestAnimationFrame(turn);
      },
      stop(): void {
        held.current = null;
      },
    };
  }, []);
  useEffect(() => () => scroll.stop(), [scroll]);
  return scroll;
}

function pace(distance: number): number {
  return Math.ceil(FASTEST * (1 - Math.max(distance, 0) / REACH));
}
