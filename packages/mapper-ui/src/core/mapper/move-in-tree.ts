import type { TreeRow } from './tree-rows.ts';

/** What a key does in the tree. */
export type TreeMove = { kind: 'go'; index: number } | { kind: 'toggle'; open: boolean } | { kind: 'map' };

const PAGE = 10;

/** The keys of the ARIA tree pattern; Enter and M map the field. Undefined for every other key. */
export function moveInTree(rows: readonly TreeRow[], index: number, key: string): TreeMove | undefined {
  const row = rows[index];
  if (row === undefined) return undefined;
  const go = (to: number): TreeMove => ({ kind: 'go', index: Math.max(0, Math.min(rows.length - 1, to)) });
  switch (key) {
    case 'ArrowDown':
      return go(index + 1);
    case 'ArrowUp':
      return go(index - 1);
    case 'PageDown':
      return go(index + PAGE);
    case 'PageUp':
      return go(index - PAGE);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'ArrowRight':
      if (!row.expandable) return undefined;
      return row.expanded ? go(index + 1) : { kind: 'toggle', open: true };
    case 'ArrowLeft':
      return row.expanded ? { kind: 'toggle', open: false } : go(findParent(rows, index));
    case 'Enter':
    case 'm':
    case 'M':
      return { kind: 'map' };
    default:
      return undefined;
  }
}

function findParent(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above--) {
    if ((rows[above]?.level ?? level) < level) return above;
  }
  return index;
}
