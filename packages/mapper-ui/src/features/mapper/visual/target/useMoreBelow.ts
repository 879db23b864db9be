import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

interface MoreBelow {
  scroller: RefObject<HTMLDivElement | null>;
  /** Stands after all that is scrolled. */
  end: RefObject<HTMLDivElement | null>;
  /** The end is not seen. */
  isMore: boolean;
}

/** Whether a list goes on below what is seen of it, for a sign of that. */
export function useMoreBelow(): MoreBelow {
  const scroller = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const [isMore, setMore] = useState(false);
  useEffect(() => {
    if (end.current === null) return undefined;
    const watch = new IntersectionObserver((seen) => setMore(seen.at(-1)?.isIntersecting === false), {
      root: scroller.current,
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, []);
  return { scroller, end, isMore };
}
