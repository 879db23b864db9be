import type { Fix } from '@postmap/engine';
import type { editor } from 'monaco-editor/editor/editor.api';
import { quoteCode } from '../core/split-code.ts';
import type { Monaco } from './load-monaco.ts';
import { toRange } from './model-request.ts';

/** What is wrong at a place of the text, or without a place. */
export interface EditorProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly span?: { readonly start: number; readonly end: number };
  /** Edits that mend it; absent where there are none, or the text has changed since it was looked at. */
  readonly fix?: Fix;
}

/** Squiggles under the problems that have a place; an empty place is widened to one character, to be seen. */
export function markProblems(monaco: Monaco, model: editor.ITextModel, problems: readonly EditorProblem[]): void {
  const severities = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
    info: monaco.MarkerSeverity.Info,
  };
  const length = model.getValueLength();
  const markers = problems.flatMap(({ code, severity, span, message: said }) => {
    if (span === undefined) return [];
    const start = span.end > span.start ? span.start : Math.max(0, Math.min(span.start, length - 1));
    const { startLineNumber, startColumn, endLineNumber, endColumn } = toRange(monaco, model, {
      start,
      end: Math.max(span.end, start + 1),
    });
    const message = quoteCode(said);
    return { severity: severities[severity], code, message, startLineNumber, startColumn, endLineNumber, endColumn };
  });
  monaco.editor.setModelMarkers(model, 'postmap', markers);
}
