import type { Span } from '@postmap/engine';
import { useEffect, useMemo, useState } from 'react';
import type { ReadSpan } from '../../../core/lineage/output-trace.ts';
import type { Difference } from '../../../core/mapping/find-differences.ts';
import { findRowAt, listHolders } from '../../../core/mapping/find-row.ts';
import { listCommands } from '../../../core/mapping/list-commands.ts';
import type { LineCommand } from '../../../core/mapping/list-commands.ts';
import type { MappingLine } from '../../../core/mapping/mapping-line.ts';
import { suggestKey } from '../../../core/mapping/suggest-key.ts';
import { writeStaticText } from '../../../core/mapping/static-value.ts';
import { useAfterPaint } from '../../../state/useAfterPaint.ts';
import type { EditorHandle } from '../../../monaco/editor-handle.ts';
import type { EditorProblem } from '../../../monaco/problem-markers.ts';
import type { PreviewInput } from '../../../workers/preview-protocol.ts';
import type { SourcePayload } from '../useSourcePayload.ts';
import type { DraftState } from '../useTemplateDraft.ts';
import type { LineState } from './MappingRow.tsx';
import { useDifferences } from './target/useDifferences.ts';
import type { TargetState } from './target/useTarget.ts';
import { useGhost } from './useGhost.ts';
import { useHeldValues } from './useHeldValues.ts';
import { useLineActions } from './useLineActions.ts';
import type { LineActions } from './useLineActions.ts';
import { useLineStates } from './useLineStates.ts';
import { useMapFrom } from './useMapFrom.ts';
import type { MapFrom } from './useMapFrom.ts';
import { useMapping } from './useMapping.ts';
import type { MappingState } from './useMapping.ts';
import { useMappingView } from './useMappingView.ts';
import type { MappingView } from './useMappingView.ts';

/** What the centre shows: rows, text, or both, one beside the other. */
export const MODES = ['visual', 'split', 'code'] as const;
export type Mode = (typeof MODES)[number];

interface VisualParts {
  draft: DraftState;
  payload: SourcePayload;
  editor: EditorHandle | null;
  input: PreviewInput | null;
  /** What the template gave last. */
  output: unknown;
  problems: readonly EditorProblem[];
  mode: Mode;
  onMode: (mode: Mode) => void;
  /** Expressions that lineage leads to: their rows are marked. */
  traced: readonly ReadSpan[];
  /** The text is what is being typed in. */
  typing: boolean;
  /** The output, or what is wrong, is of the text as it is. */
  answered: boolean;
}

/** All of the visual pane that is no picture. */
export interface VisualState {
  mapping: MappingState;
  view: MappingView;
  actions: LineActions;
  /** All that can be done with a line. */
  commands: (line: MappingLine) => LineCommand[];
  /** What the target's sample has where the line gives its value, as it is typed there. */
  exampleOf: (line: MappingLine) => string | undefined;
  states: (line: MappingLine) => LineState;
  mapFrom: MapFrom;
  /** Makes a line the active one, and shows its text where the code is seen too. */
  pick: (line: MappingLine) => void;
  showCode: (line: MappingLine) => void;
  /** Shows what the template would give with what is being typed. */
  foretell: (typed: string) => void;
  /** Goes to a place of the text: to its row where rows alone are seen. */
  goTo: (span: Span) => void;
  /** Goes to the next of the problems that have a place. */
  nextProblem: () => void;
  /** Rows that give something else than the target's sample has. */
  differences: readonly Difference[];
  /** Goes to the next of them. */
  nextDifference: () => void;
}

/** The id of the grid, for what leads to it from elsewhere. */
export const MAPPING_GRID = 'mapping-grid';

export function useVisual(
  parts: VisualParts,
  { target, sample, required }: Pick<TargetState, 'target' | 'sample' | 'required'>,
): VisualState {
  const { draft, payload, editor, input, mode, onMode } = parts;
  const { source, output, problems, traced } = useUnhurried(parts);
  const shows = mode !== 'code' && draft.content.language === 'jsonata';
  const mapping = useMapping(source, draft, payload, editor, shows);
  const view = useMappingView(mapping);
  const showCode = (line: MappingLine): void => {
    const span = spanOf(line);
    if (mode === 'visual') onMode('split');
    // A pane that was hidden is laid out first.
    if (span !== undefined) requestAnimationFrame(() => editor?.reveal(span.start, span.end));
  };
  const actions = useLineActions(mapping, view, showCode, payload.payload);
  const mapFrom = useMapFrom(() => draft.latest().source, target, mapping, actions);
  const { ghost, foretell } = useGhost(mapping, input, actions.task);
  const held = useHeldValues(mapping, input);
  const { chosen, goToOffset } = view;
  const differences = useDifferences(mapping, { sample, output, answered: parts.answered });
  const states = useLineStates({ mapping, output, held, problems, chosen, required, differences, ghost, traced });
  const follows = mode === 'split' && !mapping.stale;
  const unwatch = useMemo(() => (follows ? editor?.onCaret : undefined), [follows, editor]);
  useEffect(() => unwatch?.(goToOffset), [unwatch, goToOffset]);
  const pick = (line: MappingLine): void => {
    view.setActive(line.id);
    const span = spanOf(line);
    if (follows && span !== undefined) editor?.select(span.start, span.end);
  };
  const goTo = (span: Span): void => {
    if (mode !== 'visual' || !shows) {
      editor?.reveal(span.start, span.end);
      return;
    }
    const { projection } = mapping;
    const row = findRowAt(projection, span.start);
    const isWithin =
      row?.id === view.focus || listHolders(projection, row?.id ?? '').some(({ id }) => id === view.focus);
    // What is outside the row that alone is shown would not be seen.
    if (!isWithin) view.setFocus(undefined);
    view.goToOffset(span.start);
    document.getElementById(MAPPING_GRID)?.focus();
  };
  const nextProblem = (): void => {
    if (mode !== 'visual' || !shows) {
      editor?.nextProblem();
      return;
    }
    goToNext(problems.flatMap(({ span }) => span ?? []));
  };
  const goToNext = (spans: readonly Span[]): void => {
    const line = view.lines[view.active];
    const from = (line === undefined ? undefined : spanOf(line))?.start ?? -1;
    const sorted = spans.toSorted((a, b) => a.start - b.start);
    const next = sorted.find(({ start }) => start > from) ?? sorted[0];
    if (next !== undefined) goTo(next);
  };
  const nextDifference = (): void => {
    const rows = new Set(differences.map(({ row }) => row.id));
    goToNext(mapping.projection.rows.flatMap(({ id, valueSpan }) => (rows.has(id) ? valueSpan : [])));
  };
  const commands = (line: MappingLine): LineCommand[] =>
    listCommands(
      line,
      mapping.source,
      (row) => suggestKey(mapping.projection, row, payload.payload),
      mapping.projection.rows,
    );
  const exampleOf = (line: MappingLine): string | undefined => {
    const row = line.kind === 'add' ? undefined : line.row;
    const example = target?.fields.find(({ pointer }) => pointer === row?.targetPointer)?.example;
    if (example === undefined || example === null) return undefined;
    return line.kind === 'row' && actions.task?.frame !== undefined
      ? JSON.stringify(example)
      : writeStaticText(example);
  };
  return {
    mapping,
    view,
    actions,
    commands,
    exampleOf,
    states,
    mapFrom,
    pick,
    showCode,
    foretell,
    goTo,
    nextProblem,
    differences,
    nextDifference,
  };
}

/**
 * What the rows are drawn of: the draft as it is, or, while the text is typed in, as it was a moment ago. They then follow once for each output
 * and after it, so that no key waits for them.
 */
function useUnhurried({ draft, output, problems, traced, typing, answered }: VisualParts) {
  const { source } = draft.content;
  const newest = useMemo(() => ({ source, output, problems, traced }), [source, output, problems, traced]);
  const [settled, setSettled] = useState(newest);
  if ((answered || !typing) && settled !== newest) setSettled(newest);
  const later = useAfterPaint(settled);
  return typing ? later : newest;
}

function spanOf(line: MappingLine): Span | undefined {
  if (line.kind === 'add') return undefined;
  return line.kind === 'entry' ? line.entry.valueSpan : line.row.valueSpan;
}
