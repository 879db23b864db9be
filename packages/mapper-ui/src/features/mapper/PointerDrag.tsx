import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import type { PointerEvent as ReactPointerEvent, Ref } from 'react';
import { createPortal } from 'react-dom';
import type { DropPlan, DropTarget } from './drop-target.ts';

export interface PointerDragHandle<Thing> {
  /** A button went down on it: from a few pixels on it is dragged. */
  grab: (thing: Thing, event: ReactPointerEvent) => void;
}

interface PointerDragProps<Thing> {
  ref: Ref<PointerDragHandle<Thing>>;
  /** The first that has a plan has what is dragged. */
  targets: readonly DropTarget<Thing>[];
  nameOf: (thing: Thing) => string;
  /** In words, where no target has a plan. */
  elsewhere: string;
}

interface Dragged<Thing> {
  thing: Thing;
  x: number;
  y: number;
  plan: DropPlan | undefined;
}

/** Less is a click with a shaking hand. */
const FAR_ENOUGH = 5;

/** A finger that stays so long, in milliseconds, takes hold; one that moves before it scrolls. */
const HELD_MS = 350;

/** Something on its way to one of the targets, with what would become of it beside the pointer. Escape lets it go. */
export function PointerDrag<Thing>({ ref, targets, nameOf, elsewhere }: PointerDragProps<Thing>) {
  const grabbed = useRef<{ thing: Thing; x: number; y: number } | null>(null);
  const holding = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const [dragged, setDragged] = useState<Dragged<Thing> | null>(null);
  const plan = (thing: Thing, x: number, y: number): DropPlan | undefined => {
    for (const target of targets) {
      const found = target.plan(thing, x, y);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const letGo = (): void => {
    clearTimeout(holding.current?.timer);
    holding.current = null;
  };
  const end = (): void => {
    letGo();
    grabbed.current = null;
    if (dragged === null) return;
    setDragged(null);
    for (const target of targets) target.end?.();
  };
  useImperativeHandle(ref, () => ({
    grab(thing, { button, pointerType, clientX, clientY }) {
      if (button !== 0 || targets.length === 0) return;
      const from = { thing, x: clientX, y: clientY };
      if (pointerType !== 'touch') {
        grabbed.current = from;
        return;
      }
      letGo();
      const take = (): void => {
        holding.current = null;
        grabbed.current = from;
        setDragged({ ...from, plan: undefined });
      };
      holding.current = { timer: setTimeout(take, HELD_MS), x: clientX, y: clientY };
    },
  }));
  const onMove = useEffectEvent((event: PointerEvent) => {
    const { clientX: x, clientY: y } = event;
    if (holding.current !== null && Math.hypot(x - holding.current.x, y - holding.current.y) > FAR_ENOUGH) letGo();
    const from = grabbed.current;
    if (from === null) return;
    if (dragged === null && Math.hypot(x - from.x, y - from.y) < FAR_ENOUGH) return;
    event.preventDefault();
    setDragged({ thing: from.thing, x, y, plan: plan(from.thing, x, y) });
  });
  const onUp = useEffectEvent((event: PointerEvent) => {
    const done = dragged === null ? undefined : plan(dragged.thing, event.clientX, event.clientY);
    end();
    done?.drop?.();
  });
  const onEnd = useEffectEvent(end);
  // What a finger drags does not scroll, and is not asked for its menu.
  const onTouch = useEffectEvent((event: Event) => {
    if (dragged !== null) event.preventDefault();
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || dragged === null) return;
    event.preventDefault();
    event.stopPropagation();
    end();
  });
  useEffect(() => {
    const over = new AbortController();
    const { signal } = over;
    window.addEventListener('pointermove', (event) => onMove(event), { signal });
    window.addEventListener('pointerup', (event) => onUp(event), { signal });
    window.addEventListener('pointercancel', () => onEnd(), { signal });
    window.addEventListener('touchmove', (event) => onTouch(event), { signal, passive: false });
    window.addEventListener('contextmenu', (event) => onTouch(event), { signal });
    window.addEventListener('keydown', (event) => onKey(event), { signal, capture: true });
    return () => over.abort();
  }, []);

  if (dragged === null) return null;
  return createPortal(
    <div
      className="pointer-events-none fixed z-50 max-w-80 rounded-md border border-accent bg-canvas px-2.5 py-1.5 shadow-lift"
      style={{ left: Math.min(dragged.x + 14, window.innerWidth - 330), top: dragged.y + 14 }}
    >
      <p className="mono truncate">{nameOf(dragged.thing)}</p>
      <p className="text-sm text-mut">{dragged.plan?.words ?? elsewhere}</p>
    </div>,
    document.body,
  );
}
