import { planDrop } from '@postmap/engine';
import type { DropPlan, Target } from '@postmap/engine';
import { useEffect, useMemo, useRef } from 'react';
import type { RefObject } from 'react';
import { writeSourcePointer } from '../../../../core/mapper/field-path.ts';
import { listAddable } from '../../../../core/mapping/add-missing.ts';
import { describePlan, placeDrop, settlePlan } from '../../../../core/mapping/place-drop.ts';
import type { DropPlace } from '../../../../core/mapping/place-drop.ts';
import type { FieldNode } from '../../../../core/mapper/field-tree.ts';
import type { DropTarget } from '../../drop-target.ts';
import { MAPPING_GRID } from '../useVisual.ts';
import type { VisualState } from '../useVisual.ts';
import type { DropMark, DropMarkHandle } from './DropMarkView.tsx';
import { findUnder, markEdge, markElement, markEnd } from './mark-place.ts';
import { useEdgeScroll } from './useEdgeScroll.ts';

/** Letting fields go over the rows: on a name, on a value, between two rows, or on a field that the target misses. */
export function useRowDrop(
  visual: VisualState,
  target: Target | undefined,
  code: DropTarget<FieldNode>,
): {
  /** The rows, then the code where that shows. */
  targets: readonly DropTarget<FieldNode>[];
  /** What shows where the field would go. */
  mark: RefObject<DropMarkHandle | null>;
} {
  const mark = useRef<DropMarkHandle>(null);
  const scroll = useEdgeScroll();
  // The pointer moves far more often than it comes to another place.
  const planned = useRef<{ key: string; source: string; plan: DropPlan } | null>(null);
  const newest = useRef({ visual, target });
  useEffect(() => {
    newest.current = { visual, target };
  });
  const rows = useMemo<DropTarget<FieldNode>>(() => {
    const planOnce = (place: DropPlace, pointer: string): DropPlan => {
      const { mapping } = newest.current.visual;
      const key = `${JSON.stringify(place)} ${pointer}`;
      const { current } = planned;
      if (current?.key === key && current.source === mapping.source) return current.plan;
      const plan = planAt(newest.current.visual, newest.current.target, place, pointer);
      planned.current = { key, source: mapping.source, plan };
      return plan;
    };
    return {
      plan(node, x, y) {
        const under = document.elementFromPoint(x, y);
        const wanted = under?.closest('[data-missing]');
        const grid = under?.closest<HTMLElement>('[role=treegrid]');
        if (wanted instanceof HTMLElement) scroll.stop();
        else if (grid?.parentElement) scroll.near(grid.parentElement, y);
        else scroll.stop();
        const place = wanted instanceof HTMLElement ? undefined : findPlace(newest.current.visual, under, y);
        mark.current?.show(wanted instanceof HTMLElement ? markElement(wanted, 'into') : (place?.mark ?? null));
        const pointer = writeSourcePointer(node.path);
        const plan =
          wanted instanceof HTMLElement
            ? planMissing(newest.current.visual, newest.current.target, wanted.dataset['missing'], pointer)
            : place === undefined
              ? undefined
              : planOnce(place.place, pointer);
        if (plan === undefined) return undefined;
        const { mapFrom } = newest.current.visual;
        const drop = (): void => {
          // The row that it made is the active one: the next key is for it, not for the field that was dragged.
          document.getElementById(MAPPING_GRID)?.focus({ preventScroll: true });
          mapFrom.offer(pointer, plan, { x, y });
        };
        return { words: describePlan(plan), drop };
      },
      end() {
        scroll.stop();
        mark.current?.show(null);
        planned.current = null;
      },
    };
  }, [scroll]);
  const targets = useMemo(() => [rows, code], [rows, code]);
  return { targets, mark };
}

function planAt({ mapping }: VisualState, target: Target | undefined, place: DropPlace, pointer: string): DropPlan {
  const { source, shape } = mapping;
  if (place.kind === 'row') return planDrop(source, place.row, pointer, { shape, target, place: place.place });
  return settlePlan(planDrop(source, place.holder, pointer, { shape, target, place: 'field' }), place);
}

function planMissing(
  { mapping }: VisualState,
  target: Target | undefined,
  asked: string | undefined,
  pointer: string,
): DropPlan | undefined {
  const { source, shape, projection } = mapping;
  const [missing] = listAddable(
    projection,
    target,
    (target?.fields ?? []).filter((field) => field.pointer === asked),
  );
  if (missing === undefined) return undefined;
  const { add, field, name } = missing;
  const plan = planDrop(source, add.holder, pointer, { shape, place: 'field', name, wanted: field.type });
  return settlePlan(plan, add);
}

function findPlace(
  { mapping, view }: VisualState,
  under: Element | null,
  y: number,
): { place: DropPlace; mark: DropMark } | undefined {
  const found = findUnder(view, under);
  if (found === undefined) return undefined;
  const { grid, line: at } = found;
  if (at === undefined)
    return { place: placeDrop(mapping.projection, undefined, 0, 0, false), mark: markEnd(grid, view) };
  const { line, element, box, onName } = at;
  const place = placeDrop(mapping.projection, line, y - box.top, box.height, onName);
  if (place.kind === 'field' && place.edge !== undefined) return { place, mark: markEdge(element, place.edge) };
  const cell = place.kind === 'row' ? element.children[onName ? 0 : 1] : element;
  return { place, mark: markElement(cell ?? element, 'into') };
}
