import { applyEdits, edit, project } from '@postmap/engine';
import type { Action, Projection, Shape, Span, TextEdit } from '@postmap/engine';
import { useCallback, useMemo, useState } from 'react';
import type { EditorHandle } from '../../../monaco/editor-handle.ts';
import type { SourcePayload } from '../useSourcePayload.ts';
import type { DraftState } from '../useTemplateDraft.ts';

export interface MappingState {
  /** What the newest source without a fault says; while it is being typed in, what it said before. */
  projection: Projection;
  /** The text that the projection is of: spans are offsets of it. */
  source: string;
  /** The newest source has a fault, and the projection is older than it. */
  stale: boolean;
  /** Of the event type's samples and the payload that is looked at. */
  shape: Shape;
  /** Does an action to the newest source, as one step to undo; undefined when done, else why it cannot be. */
  apply: (action: Action) => string | undefined;
  /** The source as an action would leave it; undefined when it cannot be done. */
  foresee: (action: Action) => string | undefined;
  /** Makes edits of the newest source, as one step to undo. */
  push: (edits: readonly TextEdit[], selection?: Span) => void;
}

const NO_MAPPING: Projection = { rows: [], links: [], scopes: [], loops: [], faults: [] };

/** The `source` of a JSONata draft as a mapping; read only while it `shows`. Its text is the only truth: what is done here is done to the text, in the editor's own history. */
export function useMapping(
  source: string,
  { latest, change }: Pick<DraftState, 'latest' | 'change'>,
  payload: SourcePayload,
  editor: EditorHandle | null,
  shows: boolean,
): MappingState {
  const { shape } = payload;
  const newest = useMemo(() => (shows ? project(source, shape) : NO_MAPPING), [shows, source, shape]);
  // Nothing written yet is no fault: there is just nothing to show.
  const sound = newest.faults.length === 0 || source.trim() === '';
  const [good, setGood] = useState({ projection: newest, source });
  if (sound && good.projection !== newest) setGood({ projection: newest, source });

  const push = useCallback(
    (edits: readonly TextEdit[], selection?: Span) => {
      if (editor === null) change({ source: applyEdits(latest().source, edits) });
      else editor.edit(edits, selection);
    },
    [editor, latest, change],
  );
  const apply = useCallback(
    (action: Action) => {
      const done = edit(latest().source, action, { shape });
      if (done.reason !== undefined) return done.reason;
      push(done.edits, done.selection);
      return undefined;
    },
    [latest, shape, push],
  );
  const foresee = useCallback(
    (action: Action) => {
      const before = latest().source;
      const done = edit(before, action, { shape });
      return done.reason === undefined ? applyEdits(before, done.edits) : undefined;
    },
    [latest, shape],
  );
  // Opened with a fault, rows are what can be made out.
  const shown = sound || good.projection.rows.length === 0 ? { projection: newest, source } : good;
  return { ...shown, stale: !sound, shape, apply, foresee, push };
}
