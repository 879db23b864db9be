import type { Span } from '@postmap/engine';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PlaceLineage } from '../../../core/lineage/output-trace.ts';
import { findSpansAt, findSpansOf, listChosenItems } from '../../../core/lineage/template-spans.ts';
import type { TemplateContent } from '../../../core/mapper/template-draft.ts';
import type { EditorHandle } from '../../../monaco/editor-handle.ts';
import type { SourceView } from '../visual/lines/source-view.ts';
import { MAPPING_GRID } from '../visual/useVisual.ts';
import type { VisualState } from '../visual/useVisual.ts';
import { useLineageKeys } from './useLineageKeys.ts';
import type { LineageState } from './useLineage.ts';

/** Something to bring into view; a new object each time it is sought. */
export interface Sought<T> {
  readonly what: T;
}

export type SoughtPane = 'source' | 'editor' | 'output';

export interface LineageMoves {
  /** A field of the source tree that is to be shown and to get the keys, by its id. */
  field: Sought<string> | null;
  /** What is to be shown where a narrow window shows one pane at a time. */
  pane: Sought<SoughtPane> | null;
  /** What a field feeds. */
  showOutputs: (fieldId: string) => void;
  goToField: (fieldId: string) => void;
  /** The field that was sought is shown. */
  forgetField: () => void;
  goToExpression: (span: Span) => void;
  /** Shows the lineage of what has the keys, if it has one. */
  showFocused: () => void;
}

interface Parts {
  lineage: LineageState;
  visual: VisualState;
  sourceView: SourceView;
  editor: EditorHandle | null;
  latest: () => TemplateContent;
}

/** Leads from what has the keys to its lineage, and from there to fields, rows and expressions. */
export function useLineageMoves({ lineage, visual, sourceView, editor, latest }: Parts): LineageMoves {
  const [field, setField] = useState<Sought<string> | null>(null);
  const { wanted, current, show, step, clear } = lineage;
  // An address with something to look at opens where that is shown.
  const [pane, setPane] = useState<Sought<SoughtPane> | null>(wanted === null ? null : { what: 'output' });

  const showOutputs = useCallback(
    (id: string) => {
      show({ from: 'field', id });
      setPane({ what: 'output' });
    },
    [show],
  );
  const goToField = useCallback((id: string) => {
    setPane({ what: 'source' });
    setField({ what: id });
  }, []);
  const newest = useRef(visual);
  useEffect(() => {
    newest.current = visual;
  });
  const goToExpression = useCallback((span: Span) => {
    setPane({ what: 'editor' });
    // A pane that was hidden is there only then.
    requestAnimationFrame(() => newest.current.goTo(span));
  }, []);
  const forgetField = useCallback(() => setField(null), []);

  const showMade = (spans: readonly Span[], by: 1 | -1): void => {
    const isAsked =
      wanted?.from === 'template' &&
      wanted.spans.length === spans.length &&
      wanted.spans.every(({ start, end }, index) => start === spans[index]?.start && end === spans[index]?.end);
    if (isAsked) step(by);
    else show({ from: 'template', spans });
    setPane({ what: 'output' });
  };
  /** Of what has the keys; false where that has none. Asked again it goes on to the next of its outputs. */
  const ask = (focused: Element, by: 1 | -1): boolean => {
    const { source } = latest();
    if (focused.role === 'tree') {
      const shown = sourceView.read();
      const row = shown?.rows.find(({ node }) => node.id === shown.active) ?? shown?.rows[0];
      if (row === undefined) return false;
      if (wanted?.from === 'field' && wanted.id === row.node.id) step(by);
      else showOutputs(row.node.id);
    } else if (focused.id === MAPPING_GRID) {
      const line = visual.view.lines[visual.view.active];
      if (line === undefined || line.kind === 'add' || visual.mapping.stale) return false;
      showMade(line.kind === 'row' ? findSpansOf(line.row, source) : [line.row.valueSpan], by);
    } else if (editor?.hasFocus() === true) showMade(findSpansAt(latest(), editor.caret()), by);
    else return false;
    return true;
  };
  useLineageKeys(ask, wanted === null ? undefined : clear);

  // The row of what is looked at becomes the active one, with the items of its loops that made it.
  const follow = useEffectEvent((looked: PlaceLineage | undefined) => {
    if (looked?.expression === undefined || wanted === null || wanted.from === 'template') return;
    visual.view.goToOffset(looked.expression.start);
    if (looked.place.kind === 'text') return;
    for (const { loop, index } of listChosenItems(visual.mapping.projection.rows, looked.place.pointer))
      visual.view.chooseItem(loop, index);
  });
  useEffect(() => follow(current), [current]);

  const showFocused = (): void => {
    const { activeElement } = document;
    if (activeElement !== null) ask(activeElement, 1);
  };
  return { field, pane, showOutputs, goToField, forgetField, goToExpression, showFocused };
}
