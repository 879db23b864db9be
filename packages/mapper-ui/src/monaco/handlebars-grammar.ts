import type { languages } from 'monaco-editor/editor/editor.api';

/** Handlebars in any text: loops in violet, conditions in amber, what is inserted in the accent; HTML tags are kept quiet. */
export const handlebarsGrammar: languages.IMonarchLanguage = {
  defaultToken: '',
  tokenizer: {
    root: [
      [/\{\{!--/, 'comment', '@longComment'],
      [/\{\{![^}]*\}\}/, 'comment'],
      [/\{\{\{?~?/, 'delimiter', '@expression'],
      [/<!--/, 'comment', '@htmlComment'],
      [/<\/?[a-zA-Z][\w-]*/, 'tag'],
      [/\/?>/, 'tag'],
      [/"(?:[^"\\{]|\\.)*"(?=\s*:)/, 'key'],
      [/[^{<>"/]+/, ''],
      [/./, ''],
    ],
    expression: [
      [/~?\}\}\}?/, 'delimiter', '@pop'],
      [/[#^/]\s*each\b/, 'loop'],
      [/[#^/]\s*(?:if|unless)\b|\belse\b/, 'condition'],
      [/[#^/]\s*[\w-]+/, 'function'],
      [/\bas(?=\s*\|)/, 'loop'],
      [/\b(?:true|false|null|undefined)\b/, 'constant'],
      [/\blookup\b/, 'function'],
      [/@[\w-]+/, 'variable'],
      [/"[^"]*"?|'[^']*'?/, 'string'],
      [/-?\d+(?:\.\d+)?\b/, 'number'],
      [/[()|=./]/, 'delimiter'],
      [/\[[^\]]*\]?/, 'variable'],
      [/[^\s{}()|=./[\]"']+/, 'variable'],
      [/\s+/, ''],
    ],
    longComment: [
      [/--\}\}/, 'comment', '@pop'],
      [/[^-]+|-/, 'comment'],
    ],
    htmlComment: [
      [/-->/, 'comment', '@pop'],
      [/[^-]+|-/, 'comment'],
    ],
  },
};

export const handlebarsConfiguration: languages.LanguageConfiguration = {
  comments: { blockComment: ['{{!--', '--}}'] },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: ['{}', '[]', '()', '""'].map(([open = '', close = '']) => ({ open, close })),
  // No '<>': who types a tag over what is selected wants the tag in its place, and would find a '>' left behind it.
  surroundingPairs: ['{}', '[]', '()', '""', "''"].map(([open = '', close = '']) => ({ open, close })),
  wordPattern: /@?[\w-]+/,
};
