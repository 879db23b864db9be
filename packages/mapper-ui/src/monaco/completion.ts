import type { Language } from '@postmap/engine';
import type { editor, languages } from 'monaco-editor/editor/editor.api';
import { suggestAt } from '../core/mapper/suggest.ts';
import type { KnownFields, Suggestion } from '../core/mapper/suggest.ts';
import type { Monaco } from './load-monaco.ts';

const fieldsOf = new WeakMap<editor.ITextModel, () => KnownFields>();

const NOTHING_KNOWN: KnownFields = { payload: null, context: null };

/** Lets completion in `model` offer the fields that `read` gives, asked each time. */
export function provideFields(model: editor.ITextModel, read: () => KnownFields): void {
  fieldsOf.set(model, read);
}

export function registerCompletion(monaco: Monaco, language: Language): void {
  monaco.languages.registerCompletionItemProvider(language, {
    triggerCharacters: language === 'jsonata' ? ['.', '$'] : ['{', '.', '#', '/', '@', ' '],
    provideCompletionItems(model, position): languages.CompletionList {
      const offset = model.getOffsetAt(position);
      const found = suggestAt(language, model.getValue(), offset, fieldsOf.get(model)?.() ?? NOTHING_KNOWN);
      if (found === undefined) return { suggestions: [] };
      const from = model.getPositionAt(found.start);
      const range = new monaco.Range(from.lineNumber, from.column, position.lineNumber, position.column);
      return { suggestions: found.items.map((item, index) => toItem(monaco, item, index, range)) };
    },
  });
}

function toItem(
  monaco: Monaco,
  { label, kind, detail, documentation, insert, snippet }: Suggestion,
  index: number,
  range: languages.CompletionItem['range'],
): languages.CompletionItem {
  const kinds = monaco.languages.CompletionItemKind;
  const shownAs = {
    field: kinds.Field,
    list: kinds.Enum,
    function: kinds.Function,
    variable: kinds.Variable,
    block: kinds.Keyword,
  };
  return {
    // The value or the arguments beside the name, in every row and not only the chosen one.
    label: kind === 'function' ? { label, detail } : { label, description: detail },
    kind: shownAs[kind],
    detail,
    documentation: { value: documentation },
    insertText: insert,
    ...(snippet ? { insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet } : {}),
    // The payload's own order, before the language's.
    sortText: String(index).padStart(5, '0'),
    range,
  };
}
