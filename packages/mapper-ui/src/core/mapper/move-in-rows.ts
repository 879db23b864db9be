/** What the keys need to know of a row that is shown. */
interface MovableRow {
  /** From 1. */
  readonly level: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
}

export type RowMove = { kind: 'go'; index: number } | { kind: 'toggle'; open: boolean };

const PAGE = 10;

/** What a key does on the row at `index`, by the ARIA tree and treegrid patterns; undefined for every other key. */
export function moveInRows(rows: readonly MovableRow[], index: number, key: string): RowMove | undefined {
  const row = rows[index];
  if (row === undefined) return undefined;
  const go = (to: number): RowMove => ({ kind: 'go', index: Math.max(0, Math.min(rows.length - 1, to)) });
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
    default:
      return undefined;
  }
}

function findParent(rows: readonly MovableRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  const above = rows.findLastIndex((row, at) => at < index && row.level < level);
  return above === -1 ? index : above;
}
