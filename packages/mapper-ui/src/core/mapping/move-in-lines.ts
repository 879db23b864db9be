import type { MappingLine } from './mapping-line.ts';

/** What a key does in the grid, but for commands. */
export type LineMove = { kind: 'go'; index: number } | { kind: 'toggle'; row: string; open: boolean };

const PAGE = 10;

/** The keys of the ARIA treegrid pattern; undefined for every other key. */
export function moveInLines(lines: readonly MappingLine[], index: number, key: string): LineMove | undefined {
  const line = lines[index];
  if (line === undefined) return undefined;
  const go = (to: number): LineMove => ({ kind: 'go', index: Math.max(0, Math.min(lines.length - 1, to)) });
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
      return go(lines.length - 1);
    case 'ArrowRight':
      if (!line.expandable) return undefined;
      return line.expanded ? go(index + 1) : { kind: 'toggle', row: line.id, open: true };
    case 'ArrowLeft':
      return line.expanded ? { kind: 'toggle', row: line.id, open: false } : go(findHolder(lines, index));
    default:
      return undefined;
  }
}

/** The line to go on from when this one and what it holds are deleted: the next beside it, else the one before. */
export function findNeighbour(lines: readonly MappingLine[], index: number): string | undefined {
  const level = lines[index]?.level ?? 1;
  const next = lines.find((line, at) => at > index && line.level <= level);
  return next?.level === level ? next.id : (lines[index - 1]?.id ?? next?.id);
}

function findHolder(lines: readonly MappingLine[], index: number): number {
  const level = lines[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above--) {
    if ((lines[above]?.level ?? level) < level) return above;
  }
  return index;
}
