import { formatTemplate } from '@postmap/engine';
import type { Span, TextEdit } from '@postmap/engine';
import type { editor } from 'monaco-editor/editor/editor.api';
import type { Monaco } from './load-monaco.ts';
import { readTemplate, toRange } from './model-request.ts';

/** What a page may do with a mounted editor; offsets count UTF-16 units. */
export interface EditorHandle {
  undo: () => void;
  redo: () => void;
  focus: () => void;
  hasFocus: () => boolean;
  caret: () => number;
  /** Puts text in place of the selection, as one step to undo, and goes on typing after it, or `back` before its end. */
  insert: (text: string, back?: number) => void;
  /** Puts the caret where a point of the window is, as a drop shows where it would go; its offset, or undefined outside the text. */
  pointCaret: (x: number, y: number) => number | undefined;
  /** Puts another text in place of all of it, as one step to undo. */
  replaceAll: (text: string) => void;
  /** Makes the edits as one step to undo, and selects `selection` of the edited text; the focus stays where it is, and the editor may be hidden. */
  edit: (edits: readonly TextEdit[], selection?: Span) => void;
  /** Selects without taking the focus. */
  select: (start: number, end: number) => void;
  /** Calls back with the caret's offset when it moves in the focused editor; returns what ends that. */
  onCaret: (listener: (offset: number) => void) => () => void;
  reveal: (start: number, end: number) => void;
  nextProblem: () => void;
  /** Lays the text out, as one step to undo; returns why it is left as it is. */
  format: () => string | undefined;
}

export function createHandle(
  monaco: Monaco,
  view: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
): EditorHandle {
  const replace = (range: editor.ISingleEditOperation['range'], text: string): void => {
    view.pushUndoStop();
    view.executeEdits('postmap', [{ range, text, forceMoveMarkers: true }]);
    view.pushUndoStop();
  };
  const rangeOf = (start: number, end: number) => toRange(monaco, model, { start, end });
  const select = (start: number, end: number): void => {
    const range = rangeOf(start, end);
    view.setSelection(range);
    view.revealRangeInCenterIfOutsideViewport(range);
  };
  return {
    undo: () => view.trigger('postmap', 'undo', null),
    redo: () => view.trigger('postmap', 'redo', null),
    focus: () => view.focus(),
    hasFocus: () => view.hasTextFocus(),
    caret: () => model.getOffsetAt(view.getPosition() ?? { lineNumber: 1, column: 1 }),
    insert(text, back = 0) {
      const selection = view.getSelection();
      if (selection !== null) replace(selection, text);
      const end = view.getPosition();
      if (back > 0 && end !== null) view.setPosition(model.getPositionAt(model.getOffsetAt(end) - back));
      view.focus();
    },
    pointCaret(x, y) {
      const position = view.getTargetAtClientPoint(x, y)?.position;
      if (position === null || position === undefined) return undefined;
      view.setPosition(position);
      view.focus();
      return model.getOffsetAt(position);
    },
    replaceAll: (text) => replace(model.getFullModelRange(), text),
    edit(edits, selection) {
      view.pushUndoStop();
      view.executeEdits(
        'postmap',
        edits.map(({ start, end, text }) => ({ range: rangeOf(start, end), text, forceMoveMarkers: true })),
      );
      view.pushUndoStop();
      if (selection !== undefined) select(selection.start, selection.end);
    },
    select,
    onCaret(listener) {
      const watched = view.onDidChangeCursorPosition(({ position }) => {
        if (view.hasTextFocus()) listener(model.getOffsetAt(position));
      });
      return () => watched.dispose();
    },
    reveal(start, end) {
      select(start, end);
      view.focus();
    },
    nextProblem() {
      view.focus();
      view.trigger('postmap', 'editor.action.marker.next', null);
    },
    format() {
      const { reason } = formatTemplate(readTemplate(model));
      // By Monaco's own action, which keeps the caret where it is in the text.
      if (reason === undefined) view.trigger('postmap', 'editor.action.formatDocument', null);
      return reason;
    },
  };
}
