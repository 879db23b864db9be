import type { Span } from '@postmap/engine';
import type { editor } from 'monaco-editor/editor/editor.api';
import type { Monaco } from './load-monaco.ts';
import { toRange } from './model-request.ts';

/** A part of a text that lineage leads to. */
export interface TextMark extends Span {
  /**
   * `current` is what is looked at, `value` and `control` are others that are fed or decided about; `reads` and `decides` are
   * expressions within it.
   */
  readonly look: 'current' | 'value' | 'control' | 'reads' | 'decides';
}

// Plain words only: Monaco takes every other sign out of the names of classes.
const BOXES = {
  current: 'rounded-sm bg-accent-soft outline-1 outline-accent',
  value: 'rounded-sm bg-accent-soft outline-1 outline-dotted outline-accent',
  control: 'rounded-sm bg-warn-soft outline-1 outline-dotted outline-warn',
};
/** Over several lines, each of which a box would be around. */
const AREAS = { current: 'bg-accent-soft', value: 'bg-accent-soft', control: 'bg-warn-soft' };
const LINES = {
  reads: 'underline decoration-accent decoration-2 underline-offset-4',
  decides: 'underline decoration-warn decoration-2 underline-offset-4',
};

/** What of a text is marked. */
export function drawMarks(
  monaco: Monaco,
  model: editor.ITextModel,
  marks: readonly TextMark[],
): editor.IModelDeltaDecoration[] {
  return marks.map(({ look, ...span }) => {
    const range = toRange(monaco, model, span);
    if (look === 'reads' || look === 'decides') return { range, options: { inlineClassName: LINES[look] } };
    const isOneLine = range.startLineNumber === range.endLineNumber;
    return {
      range,
      options: { className: isOneLine ? BOXES[look] : AREAS[look], zIndex: look === 'current' ? 1 : 0 },
    };
  });
}

/** Scrolls to the mark that is looked at, where it does not show. */
export function revealMark(
  monaco: Monaco,
  view: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
  marks: readonly TextMark[],
): void {
  const current = marks.find(({ look }) => look === 'current');
  if (current !== undefined) view.revealRangeInCenterIfOutsideViewport(toRange(monaco, model, current));
}
