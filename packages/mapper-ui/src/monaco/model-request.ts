import { LANGUAGES } from '@postmap/engine';
import type { EditorRequest, EditorTemplate, Span } from '@postmap/engine';
import type { editor, IPosition, Range } from 'monaco-editor/editor/editor.api';
import type { EditorKnowledge } from '../core/mapper/editor-knowledge.ts';
import type { Monaco } from './load-monaco.ts';

const knowledgeOf = new WeakMap<editor.ITextModel, EditorKnowledge>();

const NOTHING_KNOWN: EditorKnowledge = { format: 'json' };

/** Says what is known of the template in `model`; until then nothing is. */
export function tellModel(model: editor.ITextModel, knowledge: EditorKnowledge): void {
  knowledgeOf.set(model, knowledge);
}

/** The text as it is now, as a template. */
export function readTemplate(model: editor.ITextModel): EditorTemplate {
  const { format } = knowledgeOf.get(model) ?? NOTHING_KNOWN;
  const language = LANGUAGES.find((name) => name === model.getLanguageId()) ?? 'jsonata';
  return { language, source: model.getValue(), format };
}

/** What to ask the engine about a place of `model`. */
export function askAt(model: editor.ITextModel, position: IPosition): EditorRequest {
  const { shape, sample, context, partialNames } = knowledgeOf.get(model) ?? NOTHING_KNOWN;
  const offset = model.getOffsetAt(position);
  return { template: readTemplate(model), offset, shape, sample, context, partialNames };
}

export function toRange(monaco: Monaco, model: editor.ITextModel, { start, end }: Span): Range {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(end);
  return new monaco.Range(from.lineNumber, from.column, to.lineNumber, to.column);
}
