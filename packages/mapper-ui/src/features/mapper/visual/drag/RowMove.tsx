import type { RowId } from '@postmap/engine';
import { useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import type { PointerEvent, Ref } from 'react';
import { nameMoved, placeMove, planMove } from '../../../../core/mapping/plan-move.ts';
import type { MovePlace, MovePlan } from '../../../../core/mapping/plan-move.ts';
import type { DropTarget } from '../../drop-target.ts';
import { PointerDrag } from '../../PointerDrag.tsx';
import type { PointerDragHandle } from '../../PointerDrag.tsx';
import { MAPPING_GRID } from '../useVisual.ts';
import type { VisualState } from '../useVisual.ts';
import { DropMarkView } from './DropMarkView.tsx';
import type { DropMark, DropMarkHandle } from './DropMarkView.tsx';
import { findUnder, markEdge, markElement, markEnd } from './mark-place.ts';
import { useEdgeScroll } from './useEdgeScroll.ts';

export interface RowMoveHandle {
  /** A button went down somewhere among the rows: on the name of one that has its place among others it takes hold of that. */
  grab: (event: PointerEvent) => void;
}

interface MovedRow {
  id: RowId;
  name: string;
}

/** A row on its way to another place, among others or into what holds fields. A finger scrolls, and asks for commands: those move rows too. */
export function RowMove({ ref, visual }: { ref: Ref<RowMoveHandle>; visual: VisualState }) {
  const drag = useRef<PointerDragHandle<MovedRow>>(null);
  const mark = useRef<DropMarkHandle>(null);
  const scroll = useEdgeScroll();
  const newest = useRef(visual);
  useEffect(() => {
    newest.current = visual;
  });
  // The pointer moves far more often than it comes to another place.
  const planned = useRef<{ key: string; source: string; plan: MovePlan } | null>(null);
  useImperativeHandle(ref, () => ({
    grab(event) {
      const { mapping, view, mapFrom } = newest.current;
      const { target, pointerType } = event;
      if (!(target instanceof Element) || pointerType === 'touch' || mapFrom.pending !== null) return;
      const at = findUnder(view, target)?.line;
      if (at?.line.kind !== 'row' || !at.onName || target.closest('button, input, [role=listbox]') !== null) return;
      const { row } = at.line;
      if (row.slot !== 'field' && row.slot !== 'item') return;
      drag.current?.grab({ id: row.id, name: nameMoved(mapping.projection.rows, row) }, event);
    },
  }));
  const targets = useMemo<readonly DropTarget<MovedRow>[]>(() => {
    const planOnce = (id: RowId, place: MovePlace): MovePlan | undefined => {
      const { source, projection, shape } = newest.current.mapping;
      const moved = projection.rows.find((row) => row.id === id);
      const key = `${JSON.stringify(place)} ${id}`;
      const { current } = planned;
      if (moved === undefined) return undefined;
      if (current?.key === key && current.source === source) return current.plan;
      const plan = planMove(source, projection, shape, moved, place);
      planned.current = { key, source, plan };
      return plan;
    };
    const rows: DropTarget<MovedRow> = {
      plan({ id }, x, y) {
        const found = findPlace(newest.current, id, document.elementFromPoint(x, y), y);
        if (found?.list) scroll.near(found.list, y);
        else scroll.stop();
        const plan = found?.place === undefined ? undefined : planOnce(id, found.place);
        const action = plan?.action;
        mark.current?.show(action === undefined ? null : (found?.mark ?? null));
        if (plan === undefined) return undefined;
        if (action === undefined) return { words: plan.words, drop: undefined };
        const drop = (): void => {
          document.getElementById(MAPPING_GRID)?.focus({ preventScroll: true });
          newest.current.actions.act(action, plan.said);
        };
        return { words: plan.words, drop };
      },
      end() {
        scroll.stop();
        mark.current?.show(null);
        planned.current = null;
      },
    };
    return [rows];
  }, [scroll]);
  return (
    <>
      <PointerDrag ref={drag} targets={targets} nameOf={({ name }) => name} elsewhere="It stays where it is" />
      <DropMarkView ref={mark} />
    </>
  );
}

function findPlace(
  { mapping, view }: VisualState,
  id: RowId,
  under: Element | null,
  y: number,
): { list: HTMLElement | null; place: MovePlace | undefined; mark: DropMark } | undefined {
  const found = findUnder(view, under);
  const moved = mapping.projection.rows.find((row) => row.id === id);
  if (found === undefined || moved === undefined) return undefined;
  const { grid, line: at } = found;
  const list = grid.parentElement;
  if (at === undefined)
    return { list, place: placeMove(mapping.projection, moved, undefined, 0, 0), mark: markEnd(grid, view) };
  const { line, element, box } = at;
  const place = placeMove(mapping.projection, moved, line, y - box.top, box.height);
  const mark = place?.edge === undefined ? markElement(element, 'into') : markEdge(element, place.edge);
  return { list, place, mark };
}
