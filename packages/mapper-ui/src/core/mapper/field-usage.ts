import { readLineage } from '@postmap/engine';
import type { Language, LineageRead, Span } from '@postmap/engine';
import type { FieldNode } from './field-tree.ts';
import type { FieldPath } from './field-path.ts';

/** What of the payload a template reads; readings are paths from `$$`, as the engine's lineage writes them. */
export interface FieldUsage {
  /** How many places of the output each reading feeds. */
  readonly counts: ReadonlyMap<string, number>;
  /** Readings whose value gets into the output as it is: all that is below them is used, too. */
  readonly whole: ReadonlySet<string>;
}

/** What a template reads of its payload; nothing while it does not parse. */
export function readUsage(template: { language: Language; source: string }): FieldUsage {
  const lineage = readLineage(template);
  const reads: readonly LineageRead<string | Span>[] = lineage.reads;
  const outputs = new Map<string, Set<string>>();
  const whole = new Set<string>();
  for (const { input, output, role } of reads) {
    const place = typeof output === 'string' ? output : `${output.start}-${output.end}`;
    const fed = outputs.get(input);
    if (fed === undefined) outputs.set(input, new Set([place]));
    else fed.add(place);
    if (role === 'value') whole.add(input);
  }
  return { counts: new Map(Array.from(outputs, ([input, fed]) => [input, fed.size])), whole };
}

/** How many places of the output this very field feeds. */
export function countUses({ counts }: FieldUsage, node: FieldNode): number {
  return counts.get(writeReading(node.path)) ?? 0;
}

/** Whether the field, or what it is in as a whole, gets into the output. */
export function isUsed(usage: FieldUsage, node: FieldNode): boolean {
  if (countUses(usage, node) > 0) return true;
  return node.path.some((_, depth) => usage.whole.has(writeReading(node.path.slice(0, depth))));
}

/** Names as lineage writes them. */
function writeReading(path: FieldPath): string {
  return ['$$', ...path.map(({ key }) => (/^[\w-]+$/.test(key) ? key : `\`${key}\``))].join('.');
}
