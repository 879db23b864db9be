import type { RowId } from '@postmap/engine';
import { useCallback, useMemo, useState } from 'react';
import { findRowAt, listHolders } from '../../../core/mapping/find-row.ts';
import { listMappingLines } from '../../../core/mapping/list-mapping-lines.ts';
import type { MappingLine } from '../../../core/mapping/mapping-line.ts';
import type { ChosenItems } from '../../../core/mapping/read-result.ts';
import type { MappingState } from './useMapping.ts';

/** Every line is as high as every other: where one is follows from its index, without asking the page. */
export const LINE_HEIGHT = 34;

/** How the mapping is looked at. Nothing of it is in the template. */
export interface MappingView {
  lines: readonly MappingLine[];
  /** The line that has the keys; -1 where there are none. */
  active: number;
  setActive: (lineId: string) => void;
  toggle: (row: RowId, open: boolean) => void;
  /** The loop or object that alone is shown. */
  focus: RowId | undefined;
  setFocus: (row: RowId | undefined) => void;
  /** Which item of each loop results are shown of, from 0. */
  chosen: ChosenItems;
  chooseItem: (loop: RowId, index: number) => void;
  /** Makes the row that has the offset of the source active, and opens what it is in. */
  goToOffset: (offset: number) => void;
}

export function useMappingView({ projection }: MappingState): MappingView {
  const [toggled, setToggled] = useState<ReadonlyMap<RowId, boolean>>(new Map());
  const [focus, setFocus] = useState<RowId | undefined>(undefined);
  const [chosen, setChosen] = useState<ChosenItems>(new Map());
  const [activeId, setActive] = useState<string | null>(null);
  const lines = useMemo(() => listMappingLines(projection, { toggled, focus }), [projection, toggled, focus]);
  const active = useMemo(() => findActive(lines, activeId), [lines, activeId]);
  const toggle = useCallback((row: RowId, open: boolean) => setToggled((before) => new Map(before).set(row, open)), []);
  const chooseItem = useCallback(
    (loop: RowId, index: number) => setChosen((before) => new Map(before).set(loop, index)),
    [],
  );
  const goToOffset = useCallback(
    (offset: number) => {
      const row = findRowAt(projection, offset);
      if (row === undefined) return;
      const closed = listHolders(projection, row.id);
      setToggled((before) => new Map([...before, ...closed.map(({ id }) => [id, true] as const)]));
      setActive(row.id);
    },
    [projection],
  );
  return { lines, active, setActive, toggle, focus, setFocus, chosen, chooseItem, goToOffset };
}

/** The line itself, or the nearest one around it that shows. */
function findActive(lines: readonly MappingLine[], id: string | null): number {
  if (lines.length === 0) return -1;
  for (let at = id ?? ''; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    const index = lines.findIndex((line) => line.id === at);
    if (index !== -1) return index;
  }
  return 0;
}
