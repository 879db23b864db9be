import { clsx } from 'clsx';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { CodeText } from '../../../components/CodeText.tsx';
import { MAPPING_GRID } from './useVisual.ts';

interface TypingHintsProps {
  id: string;
  /** What is to be known, or why it cannot be done. */
  said: string | undefined;
  isProblem: boolean;
  /** Suggestions, if any. */
  children: ReactNode;
}

/** What hints take, in pixels. */
const WIDTH = 416;
const HEIGHT = 250;
const MARGIN = 8;

interface Room {
  upwards: boolean;
  left: number;
  width: number;
}

const BELOW: Room = { upwards: false, left: 0, width: WIDTH };

/** Hints show within the pane, which cuts off what is outside of it. */
function findRoom(own: DOMRect, pane: DOMRect): Room {
  const width = Math.min(WIDTH, pane.width - 2 * MARGIN);
  return {
    upwards: own.bottom + HEIGHT > pane.bottom && own.top - HEIGHT > pane.top,
    left: Math.min(0, pane.right - MARGIN - width - own.left),
    width,
  };
}

/** What is said about what is being typed, and what could be: below it, or above where there is more room. */
export function TypingHints({ id, said, isProblem, children }: TypingHintsProps) {
  const [room, setRoom] = useState<Room>(BELOW);
  const measure = useCallback((hints: HTMLDivElement | null) => {
    const own = hints?.parentElement?.getBoundingClientRect();
    const pane = document.getElementById(MAPPING_GRID)?.parentElement?.getBoundingClientRect();
    if (own !== undefined && pane !== undefined) setRoom(findRoom(own, pane));
  }, []);
  if (said === undefined && children === false) return null;
  return (
    <div
      ref={measure}
      className={clsx(
        'absolute z-40 flex gap-0.5',
        room.upwards ? 'bottom-full mb-0.5 flex-col-reverse' : 'top-full mt-0.5 flex-col',
      )}
      style={{ left: room.left, width: room.width }}
    >
      {said !== undefined && (
        <p
          id={`${id}-said`}
          role={isProblem ? 'alert' : 'status'}
          className={clsx(
            'w-fit max-w-full rounded-md border border-line px-2 py-1 text-sm whitespace-normal shadow-lift',
            isProblem ? 'bg-bad-soft text-bad' : 'bg-canvas text-warn',
          )}
        >
          <CodeText text={said} />
        </p>
      )}
      {children}
    </div>
  );
}
