import type { MappingLine } from '../../../../core/mapping/mapping-line.ts';
import { LINE_HEIGHT } from '../useMappingView.ts';
import type { MappingView } from '../useMappingView.ts';
import type { DropMark } from './DropMarkView.tsx';

/** What of the rows is under the pointer. */
export interface UnderPointer {
  grid: HTMLElement;
  /** Undefined beside all lines. */
  line: { line: MappingLine; element: HTMLElement; box: DOMRect; onName: boolean } | undefined;
}

/** Undefined beside the grid. */
export function findUnder({ lines }: MappingView, under: Element | null): UnderPointer | undefined {
  const grid = under?.closest('[role=treegrid]');
  if (!(grid instanceof HTMLElement)) return undefined;
  const element = under?.closest('[data-line]');
  const line = lines.find(({ id }) => id === element?.getAttribute('data-line'));
  if (!(element instanceof HTMLElement) || line === undefined) return { grid, line: undefined };
  const onName = element.firstElementChild?.contains(under) === true;
  return { grid, line: { line, element, box: element.getBoundingClientRect(), onName } };
}

/** Behind all lines. */
export function markEnd(grid: HTMLElement, { lines }: MappingView): DropMark {
  const { left, width, top } = grid.getBoundingClientRect();
  return { kind: 'between', left, top: top + lines.length * LINE_HEIGHT, width, height: 2 };
}

/** As far in as the names there are: how deep it goes shows. */
export function markEdge(element: HTMLElement, edge: 'top' | 'bottom'): DropMark {
  const { left, top, bottom, width } = element.getBoundingClientRect();
  const name = element.firstElementChild;
  const indent = name === null ? 0 : Number.parseFloat(getComputedStyle(name).paddingLeft);
  return {
    kind: 'between',
    left: left + indent,
    top: edge === 'top' ? top - 1 : bottom - 1,
    width: width - indent,
    height: 2,
  };
}

export function markElement(element: Element, kind: DropMark['kind']): DropMark {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { kind, left, top, width, height };
}
