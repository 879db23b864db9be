import type { MappingLine } from './mapping-line.ts';

/** The line to go on from when this one and what it holds are deleted: the next beside it, else the one before. */
export function findNeighbour(lines: readonly MappingLine[], index: number): string | undefined {
  const level = lines[index]?.level ?? 1;
  const next = lines.find((line, at) => at > index && line.level <= level);
  return next?.level === level ? next.id : (lines[index - 1]?.id ?? next?.id);
}
