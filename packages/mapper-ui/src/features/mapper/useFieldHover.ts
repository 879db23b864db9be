import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldNode } from '../../core/mapper/field-tree.ts';

/** A field that the pointer rests on, and where its row is. */
export interface HoveredField {
  node: FieldNode;
  rect: DOMRect;
}

const SHOW_MS = 500;
const LEAVE_MS = 150;

/** The field that the pointer has rested on for a while. Nothing of the page is measured before: rows pass under a pointer while it scrolls. */
export function useFieldHover() {
  const [hovered, setHovered] = useState<HoveredField | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = useCallback(() => clearTimeout(timer.current), []);
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    setHovered(null);
  }, []);
  const hover = useCallback((next: { node: FieldNode; element: HTMLElement } | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => setHovered(next === null ? null : { node: next.node, rect: next.element.getBoundingClientRect() }),
      next === null ? LEAVE_MS : SHOW_MS,
    );
  }, []);
  useEffect(() => {
    // Who types or drags looks at that: a pointer left on a field must not cover the editor with its card.
    window.addEventListener('keydown', hide, { capture: true });
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('keydown', hide, { capture: true });
    };
  }, [hide]);
  return { hovered, hover, hide, stay };
}
