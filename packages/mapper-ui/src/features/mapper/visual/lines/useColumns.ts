import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { Column } from '../../../../core/mapping/place-connections.ts';
import { LINE_HEIGHT } from '../useMappingView.ts';
import type { ShownSource } from './source-view.ts';

/** Both lists as the lines see them, and what they are drawn on, in pixels. */
export interface Columns {
  source: Column;
  mapping: Column;
  width: number;
  height: number;
}

/** Follows both lists as they scroll and change their sizes: at most one step for each frame, and rectangles are read only when a size changed. */
export function useColumns(
  lane: RefObject<HTMLElement | null>,
  source: ShownSource | null,
  scroller: RefObject<HTMLElement | null>,
): Columns | null {
  const [columns, setColumns] = useState<Columns | null>(null);
  const from = source?.scroller;
  const rowHeight = source?.rowHeight ?? 0;
  useEffect(() => {
    const on = lane.current;
    const to = scroller.current;
    if (on === null || to === null || from === undefined) return undefined;
    let frame = 0;
    let boxes = readBoxes(on, from, to);
    let scrolled = { from: 0, to: 0 };
    const draw = (): void => {
      frame = 0;
      const { source: left, mapping: right, width, height } = boxes;
      // With the frame itself: drawn after it, the lines would be a frame behind the rows, and the page laid out twice.
      flushSync(() =>
        setColumns({
          source: { ...left, scrolled: scrolled.from, rowHeight },
          mapping: { ...right, scrolled: scrolled.to, rowHeight: LINE_HEIGHT },
          width,
          height,
        }),
      );
    };
    const ask = (): void => {
      // Before the rows are drawn: read after it, the page would have to be laid out for this alone.
      scrolled = { from: from.scrollTop, to: to.scrollTop };
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const sizes = new ResizeObserver(() => {
      boxes = readBoxes(on, from, to);
      ask();
    });
    for (const element of [on, from, to]) sizes.observe(element);
    const over = new AbortController();
    for (const element of [from, to])
      element.addEventListener('scroll', ask, { passive: true, capture: true, signal: over.signal });
    return () => {
      over.abort();
      sizes.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [lane, from, rowHeight, scroller]);
  return columns;
}

function readBoxes(lane: HTMLElement, source: HTMLElement, mapping: HTMLElement) {
  const { top, width, height } = lane.getBoundingClientRect();
  const measure = (element: HTMLElement): { origin: number; top: number; bottom: number } => {
    const box = element.getBoundingClientRect();
    return { origin: box.top - top, top: Math.max(0, box.top - top), bottom: Math.min(height, box.bottom - top) };
  };
  return { source: measure(source), mapping: measure(mapping), width, height };
}
