import type { Span } from '@postmap/engine';
import { useEffect, useMemo, useState } from 'react';
import type { ReadSpan } from '../../../core/lineage/output-trace.ts';
import { listCommands } from '../../../core/mapping/list-commands.ts';
import type { LineCommand } from '../../../core/mapping/list-commands.ts';
import type { MappingLine } from '../../../core/mapping/mapping-line.ts';
import { suggestKey } from '../../../core/mapping/suggest-key.ts';
import { useAfterPaint } from '../../../state/useAfterPaint.ts';
import type { EditorHandle } from '../../../monaco/editor-handle.ts';
import type { EditorProblem } from '../../../monaco/problem-markers.ts';
import type { PreviewInput } from '../../../workers/preview-protocol.ts';
import type { SourcePayload } from '../useSourcePayload.ts';
import type { DraftState } from '../useTemplateDraft.ts';
import type { LineState } from './MappingRow.tsx';
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
}

/** The id of the grid, for what leads to it from elsewhere. */
export const MAPPING_GRID = 'mapping-grid';

export function useVisual(
  parts: VisualParts,
  { target, required }: Pick<TargetState, 'target' | 'required'>,
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
  const states = useLineStates({ mapping, output, held, problems, chosen, required, ghost, traced });
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
    view.goToOffset(span.start);
    document.getElementById(MAPPING_GRID)?.focus();
  };
  const nextProblem = (): void => {
    if (mode !== 'visual' || !shows) {
      editor?.nextProblem();
      return;
    }
    const line = view.lines[view.active];
    const from = (line === undefined ? undefined : spanOf(line))?.start ?? -1;
    const spans = problems.flatMap(({ span }) => span ?? []).toSorted((a, b) => a.start - b.start);
    const next = spans.find(({ start }) => start > from) ?? spans[0];
    if (next !== undefined) goTo(next);
  };
  const commands = (line: MappingLine): LineCommand[] =>
    listCommands(line, mapping.source, (row) => suggestKey(mapping.projection, row, payload.payload));
  return { mapping, view, actions, commands, states, mapFrom, pick, showCode, foretell, goTo, nextProblem };
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
