import type { Projection, ReadRole, RowId } from '@postmap/engine';
import { useMemo } from 'react';
import type { ReadSpan } from '../../../core/lineage/output-trace.ts';
import { describePointer } from '../../../core/mapping/describe-line.ts';
import type { Difference } from '../../../core/mapping/find-differences.ts';
import { findRowAt, groupByRow } from '../../../core/mapping/find-row.ts';
import type { MappingLine } from '../../../core/mapping/mapping-line.ts';
import { rememberEach } from '../../../core/mapping/remember-each.ts';
import { readResult } from '../../../core/mapping/read-result.ts';
import type { ChosenItems, HeldValues } from '../../../core/mapping/read-result.ts';
import type { EditorProblem } from '../../../monaco/problem-markers.ts';
import type { LineState } from './MappingRow.tsx';
import type { MappingState } from './useMapping.ts';

interface Known {
  mapping: MappingState;
  /** What the template gives for the sample. */
  output: unknown;
  held: HeldValues;
  problems: readonly EditorProblem[];
  chosen: ChosenItems;
  required: ReadonlySet<string>;
  differences: readonly Difference[];
  /** What is being typed, as far as it is known what it would give. */
  ghost: { line: string; output: unknown } | null;
  /** Expressions that lineage leads to. */
  traced: readonly ReadSpan[];
}

const RANKS = { error: 2, warning: 1, info: 0 };

/** What is known of a line: asked for those that are drawn only, and the same object until something of it changes. */
export function useLineStates({
  mapping,
  output,
  held,
  problems,
  chosen,
  required,
  differences,
  ghost,
  traced,
}: Known): (line: MappingLine) => LineState {
  const { projection } = mapping;
  const rows = useMemo(() => new Map(projection.rows.map((row) => [row.id, row])), [projection]);
  const sources = useMemo(() => Map.groupBy(projection.links, ({ row }) => row), [projection]);
  const found = useMemo(() => groupByRow(projection, problems), [projection, problems]);
  const differing = useMemo(() => new Map(differences.map(({ row, wanted }) => [row.id, wanted])), [differences]);
  const marked = useMemo(() => markRows(projection, traced), [projection, traced]);
  const typed = ghost?.line;
  const foretold = ghost?.output;
  return useMemo(() => {
    const read = (line: MappingLine): LineState => {
      if (line.kind !== 'row') return NOTHING_KNOWN;
      const { row } = line;
      const foreseen = typed === line.id && !row.targetPointer.startsWith('$');
      const result = readResult(row, { rows, output: foreseen ? foretold : output, chosen, held });
      const worst = found.get(row.id)?.toSorted((a, b) => RANKS[b.severity] - RANKS[a.severity])[0];
      const pointers = new Set((sources.get(row.id) ?? []).map(({ sourcePointer }) => describePointer(sourcePointer)));
      return {
        result,
        foreseen,
        severity: worst?.severity,
        message: worst?.message,
        required: required.has(row.targetPointer) && row.slot === 'field',
        wanted: differing.get(row.id),
        sources: [...pointers].join(' and '),
        chosen: chosen.get(row.id) ?? 0,
        mark: marked.get(row.id),
      };
    };
    return rememberEach(read);
  }, [rows, sources, found, output, held, chosen, required, differing, marked, typed, foretold]);
}

const NOTHING_KNOWN: LineState = {
  result: undefined,
  foreseen: false,
  severity: undefined,
  message: undefined,
  required: false,
  wanted: undefined,
  sources: '',
  chosen: 0,
  mark: undefined,
};

/** The rows that the expressions are in; what feeds a value counts more than what decides about it. */
function markRows(projection: Projection, spans: readonly ReadSpan[]): ReadonlyMap<RowId, ReadRole> {
  const marks = new Map<RowId, ReadRole>();
  for (const { start, role } of spans) {
    const row = findRowAt(projection, start);
    if (row !== undefined && marks.get(row.id) !== 'value') marks.set(row.id, role);
  }
  return marks;
}
