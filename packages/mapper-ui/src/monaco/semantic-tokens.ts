import { readSemanticTokens, SEMANTIC_TOKEN_MODIFIERS, SEMANTIC_TOKEN_TYPES } from '@postmap/engine';
import type { Language, SemanticToken } from '@postmap/engine';
import type { editor, IPosition } from 'monaco-editor/editor/editor.api';
import type { Monaco } from './load-monaco.ts';
import { readTemplate } from './model-request.ts';

/** Colours by what names mean; the grammars colour what is typed until this is known, and HTML. */
export function registerSemanticTokens(monaco: Monaco, language: Language): void {
  monaco.languages.registerDocumentSemanticTokensProvider(language, {
    getLegend: () => ({ tokenTypes: [...SEMANTIC_TOKEN_TYPES], tokenModifiers: [...SEMANTIC_TOKEN_MODIFIERS] }),
    provideDocumentSemanticTokens: (model) => ({ data: encodeTokens(model, readSemanticTokens(readTemplate(model))) }),
    releaseDocumentSemanticTokens: () => undefined,
  });
}

/** Five numbers a token: lines and columns after the one before, length, type, modifiers as bits. A token is of one line. */
function encodeTokens(model: editor.ITextModel, tokens: readonly SemanticToken[]): Uint32Array {
  const encoded: number[] = [];
  let last: IPosition = { lineNumber: 1, column: 1 };
  for (const token of tokens) {
    const type = SEMANTIC_TOKEN_TYPES.indexOf(token.type);
    const modifiers = token.modifiers.reduce((bits, name) => bits | (1 << SEMANTIC_TOKEN_MODIFIERS.indexOf(name)), 0);
    for (const { lineNumber, column, length } of listLineParts(model, token)) {
      const isSameLine = lineNumber === last.lineNumber;
      encoded.push(
        lineNumber - last.lineNumber,
        isSameLine ? column - last.column : column - 1,
        length,
        type,
        modifiers,
      );
      last = { lineNumber, column };
    }
  }
  return new Uint32Array(encoded);
}

function listLineParts(model: editor.ITextModel, { start, end }: SemanticToken): (IPosition & { length: number })[] {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(end);
  const parts: (IPosition & { length: number })[] = [];
  for (let lineNumber = from.lineNumber; lineNumber <= to.lineNumber; lineNumber++) {
    const column = lineNumber === from.lineNumber ? from.column : 1;
    const endColumn = lineNumber === to.lineNumber ? to.column : model.getLineMaxColumn(lineNumber);
    if (endColumn > column) parts.push({ lineNumber, column, length: endColumn - column });
  }
  return parts;
}
