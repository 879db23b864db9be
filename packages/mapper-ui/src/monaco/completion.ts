import { complete } from '@postmap/engine';
import type { CompletionItem, Language } from '@postmap/engine';
import type { languages } from 'monaco-editor/editor/editor.api';
import type { Monaco } from './load-monaco.ts';
import { askAt, toRange } from './model-request.ts';

/** Not the brackets, the comma and the space of JSONata: the Enter that often follows them is meant as a new line. */
const TRIGGERS: Record<Language, string[]> = {
  jsonata: ['.', '$', '%', '`'],
  handlebars: ['{', '.', '#', '/', '@', '>', '(', '=', ' '],
};

export function registerCompletion(monaco: Monaco, language: Language): void {
  monaco.languages.registerCompletionItemProvider(language, {
    triggerCharacters: TRIGGERS[language],
    provideCompletionItems(model, position): languages.CompletionList {
      const { items, isIncomplete } = complete(askAt(model, position));
      return {
        suggestions: items.map((item, index) => toItem(monaco, item, index, toRange(monaco, model, item.span))),
        incomplete: isIncomplete,
      };
    },
  });
}

function toItem(
  monaco: Monaco,
  { label, kind, holder, detail, documentation, insertText, isSnippet, filterText }: CompletionItem,
  index: number,
  range: languages.CompletionItem['range'],
): languages.CompletionItem {
  const kinds = monaco.languages.CompletionItemKind;
  const shownAs = {
    field: kinds.Field,
    list: kinds.Enum,
    object: kinds.Struct,
    function: kinds.Function,
    variable: kinds.Variable,
    parameter: kinds.Variable,
    keyword: kinds.Keyword,
    block: kinds.Keyword,
    partial: kinds.File,
  };
  return {
    // The value or the arguments beside the name, in every row and not only the chosen one.
    label:
      kind === 'function'
        ? { label, detail }
        : { label, ...(holder === undefined ? {} : { detail: `  ${holder}` }), description: detail },
    kind: shownAs[kind],
    detail,
    documentation: { value: documentation },
    insertText,
    ...(filterText === undefined ? {} : { filterText }),
    ...(isSnippet ? { insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet } : {}),
    // The payload's own order, before the language's.
    sortText: String(index).padStart(5, '0'),
    range,
  };
}
