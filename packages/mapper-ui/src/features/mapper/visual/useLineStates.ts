import type { Row, RowId } from '@postmap/engine';
import { useMemo } from 'react';
import { describePointer } from '../../../core/mapping/describe-line.ts';
import { groupByRow } from '../../../core/mapping/find-row.ts';
import type { MappingLine } from '../../../core/mapping/mapping-line.ts';
import { rememberEach } from '../../../core/mapping/remember-each.ts';
import { readResult } from '../../../core/mapping/read-result.ts';
import type { ChosenItems } from '../../../core/mapping/read-result.ts';
import type { EditorProblem } from '../../../monaco/problem-markers.ts';
import type { LineState } from './MappingRow.tsx';
import type { MappingState } from './useMapping.ts';

interface Known {
  mapping: MappingState;
  /** What the template gives for the sample. */
  output: unknown;
  problems: readonly EditorProblem[];
  chosen: ChosenItems;
  required: ReadonlySet<string>;
  /** What is being typed, as far as it is known what it would give. */
  ghost: { line: string; output: unknown } | null;
}

const RANKS = { error: 2, warning: 1, info: 0 };

/** What is known of a line: asked for those that are drawn only, and the same object until something of it changes. */
export function useLineStates({
  mapping,
  output,
  problems,
  chosen,
  required,
  ghost,
}: Known): (line: MappingLine) => LineState {
  const { projection } = mapping;
  const rows = useMemo(() => new Map(projection.rows.map((row) => [row.id, row])), [projection]);
  const sources = useMemo(() => Map.groupBy(projection.links, ({ row }) => row), [projection]);
  const found = useMemo(() => groupByRow(projection, problems), [projection, problems]);
  const typed = ghost?.line;
  const foretold = ghost?.output;
  return useMemo(() => {
    const read = (line: MappingLine): LineState => {
      if (line.kind !== 'row') return NOTHING_KNOWN;
      const { row } = line;
      const foreseen = typed === line.id;
      const loops = row.kind === 'loop' ? [...line.loops, row.id] : line.loops;
      const result = readResult(foreseen ? foretold : output, row, listRows(rows, loops), chosen);
      const worst = found.get(row.id)?.toSorted((a, b) => RANKS[b.severity] - RANKS[a.severity])[0];
      const pointers = new Set((sources.get(row.id) ?? []).map(({ sourcePointer }) => describePointer(sourcePointer)));
      return {
        result,
        foreseen,
        severity: worst?.severity,
        message: worst?.message,
        required: required.has(row.targetPointer) && row.slot === 'field',
        sources: [...pointers].join(' and '),
        chosen: chosen.get(row.id) ?? 0,
      };
    };
    return rememberEach(read);
  }, [rows, sources, found, output, chosen, required, typed, foretold]);
}

const NOTHING_KNOWN: LineState = {
  result: undefined,
  foreseen: false,
  severity: undefined,
  message: undefined,
  required: false,
  sources: '',
  chosen: 0,
};

function listRows(rows: ReadonlyMap<RowId, Row>, ids: readonly RowId[]): Row[] {
  return ids.flatMap((id) => rows.get(id) ?? []);
}
