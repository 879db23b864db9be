import { findOccurrences, renameSymbol } from '@postmap/engine';
import type { Language, SymbolOccurrences } from '@postmap/engine';
import type { editor, IPosition, languages } from 'monaco-editor/editor/editor.api';
import type { Monaco } from './load-monaco.ts';
import { readTemplate, toRange } from './model-request.ts';

function find(model: editor.ITextModel, position: IPosition): SymbolOccurrences | undefined {
  return findOccurrences(readTemplate(model), model.getOffsetAt(position));
}

/** Variables, lambda parameters and block parameters: where they get their value, where they occur, and another name for all of it. */
export function registerSymbols(monaco: Monaco, language: Language): void {
  const locate = (model: editor.ITextModel, spans: readonly { start: number; end: number }[]): languages.Location[] =>
    spans.map((span) => ({ uri: model.uri, range: toRange(monaco, model, span) }));
  monaco.languages.registerDefinitionProvider(language, {
    provideDefinition: (model, position) => locate(model, find(model, position)?.definitions.slice(0, 1) ?? []),
  });
  monaco.languages.registerReferenceProvider(language, {
    provideReferences: (model, position) => locate(model, find(model, position)?.occurrences ?? []),
  });
  monaco.languages.registerDocumentHighlightProvider(language, {
    provideDocumentHighlights: (model, position) =>
      find(model, position)?.occurrences.map((span) => ({ range: toRange(monaco, model, span) })) ?? [],
  });
  monaco.languages.registerRenameProvider(language, {
    resolveRenameLocation(model, position) {
      const offset = model.getOffsetAt(position);
      const found = findOccurrences(readTemplate(model), offset);
      const span = found?.occurrences.find(({ start, end }) => start <= offset && offset <= end);
      if (found === undefined || span === undefined) {
        const range = { startLineNumber: position.lineNumber, startColumn: position.column };
        return {
          range: { ...range, endLineNumber: position.lineNumber, endColumn: position.column },
          text: '',
          rejectReason: 'Only variables and parameters of the template can be renamed',
        };
      }
      return { range: toRange(monaco, model, span), text: found.name };
    },
    provideRenameEdits(model, position, newName) {
      const renamed = renameSymbol(readTemplate(model), model.getOffsetAt(position), newName);
      if ('refusal' in renamed) return { edits: [], rejectReason: renamed.refusal };
      const versionId = model.getVersionId();
      return {
        edits: renamed.edits.map((edit) => ({
          resource: model.uri,
          versionId,
          textEdit: { range: toRange(monaco, model, edit), text: edit.text },
        })),
      };
    },
  });
}
