import { useEffect, useState } from 'react';

/** This close to an edge, in pixels, a list scrolls towards it; the closer, the faster. */
const REACH = 40;
const FASTEST = 14;
/** So long, in milliseconds, it stays still: rows near the edge are aimed at too. */
const PATIENCE = 250;

interface EdgeScroll {
  near: (list: HTMLElement, y: number) => void;
  stop: () => void;
}

/** Scrolls a list while something is held near its edge. */
export function useEdgeScroll(): EdgeScroll {
  const [scroll] = useState(createEdgeScroll);
  useEffect(() => () => scroll.stop(), [scroll]);
  return scroll;
}

function createEdgeScroll(): EdgeScroll {
  let held: { list: HTMLElement; step: number; since: number } | null = null;
  let frame = 0;
  const turn = (now: number): void => {
    frame = 0;
    if (held === null) return;
    if (now - held.since > PATIENCE) held.list.scrollTop += held.step;
    frame = requestAnimationFrame(turn);
  };
  return {
    near(list, y) {
      const { top, bottom } = list.getBoundingClientRect();
      const step = y < top + REACH ? -pace(y - top) : y > bottom - REACH ? pace(bottom - y) : 0;
      held = step === 0 ? null : { list, step, since: held?.since ?? performance.now() };
      if (step !== 0 && frame === 0) frame = requestAnimationFrame(turn);
    },
    stop() {
      held = null;
    },
  };
}

function pace(distance: number): number {
  return Math.ceil(FASTEST * (1 - Math.max(distance, 0) / REACH));
}
