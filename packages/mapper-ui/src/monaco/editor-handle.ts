import type { editor } from 'monaco-editor/editor/editor.api';
import type { Monaco } from './load-monaco.ts';

/** What a page may do with a mounted editor; offsets count UTF-16 units. */
export interface EditorHandle {
  undo: () => void;
  redo: () => void;
  focus: () => void;
  caret: () => number;
  /** Puts text in place of the selection, as one step to undo, and goes on typing after it. */
  insert: (text: string) => void;
  /** Puts another text in place of all of it, as one step to undo. */
  replaceAll: (text: string) => void;
  reveal: (start: number, end: number) => void;
  nextProblem: () => void;
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
  return {
    undo: () => view.trigger('postmap', 'undo', null),
    redo: () => view.trigger('postmap', 'redo', null),
    focus: () => view.focus(),
    caret: () => model.getOffsetAt(view.getPosition() ?? { lineNumber: 1, column: 1 }),
    insert(text) {
      const selection = view.getSelection();
      if (selection !== null) replace(selection, text);
      view.focus();
    },
    replaceAll: (text) => replace(model.getFullModelRange(), text),
    reveal(start, end) {
      const from = model.getPositionAt(start);
      const to = model.getPositionAt(end);
      const range = new monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column);
      view.setSelection(range);
      view.revealRangeInCenterIfOutsideViewport(range);
      view.focus();
    },
    nextProblem() {
      view.focus();
      view.trigger('postmap', 'editor.action.marker.next', null);
    },
  };
}
