import type { languages } from 'monaco-editor/editor/editor.api';

/** JSONata: keys apart from other strings, functions and variables in the accent, conditions in amber. */
export const jsonataGrammar: languages.IMonarchLanguage = {
  defaultToken: 'path',
  tokenizer: {
    root: [{ include: '@common' }],
    object: [
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'key'],
      [/'(?:[^'\\]|\\.)*'(?=\s*:)/, 'key'],
      [/\}/, 'delimiter', '@pop'],
      { include: '@common' },
    ],
    // Between `?` and its `:` a string before a colon is a value, not a key.
    ternary: [[/:(?!=)/, 'condition', '@pop'], [/(?=[,;)\]}])/, '', '@pop'], { include: '@common' }],
    common: [
      [/\s+/, ''],
      [/\/\*/, 'comment', '@comment'],
      [/\{/, 'delimiter', '@object'],
      [/\?[?:]/, 'condition'],
      [/\?/, 'condition', '@ternary'],
      [/\b(?:and|or|in)\b/, 'condition'],
      [/\b(?:true|false|null)\b/, 'constant'],
      [/\bfunction\b|λ/, 'loop'],
      [/\$[\w$]*(?=\s*\()/, 'function'],
      [/\$[\w$]*/, 'variable'],
      [/"(?:[^"\\]|\\.)*"?/, 'string'],
      [/'(?:[^'\\]|\\.)*'?/, 'string'],
      [/`[^`]*`?/, 'path'],
      [/\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/, 'number'],
      [/[\p{L}_][\p{L}\p{N}_]*/u, { token: 'path', next: '@afterValue' }],
      [/\/(?:[^/\\\n]|\\.)+\/[im]*/, 'regexp'],
      [/[)\]}]/, { token: 'delimiter', next: '@afterValue' }],
      [/[([]/, 'delimiter'],
      [/[.,;:]/, 'delimiter'],
      [/[~!<>=&|+*%@#^-]+|:=|\//, 'operator'],
    ],
    // After a value `/` divides.
    afterValue: [
      [/\s*\/(?![*])/, 'operator', '@pop'],
      [/(?=.)|$/, '', '@pop'],
    ],
    comment: [
      [/\*\//, 'comment', '@pop'],
      [/[^*]+|\*/, 'comment'],
    ],
  },
};

export const jsonataConfiguration: languages.LanguageConfiguration = {
  comments: { blockComment: ['/*', '*/'] },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: ['{}', '[]', '()', '""', "''", '``'].map(([open = '', close = '']) => ({
    open,
    close,
    notIn: ['string', 'comment'],
  })),
  surroundingPairs: ['{}', '[]', '()', '""', "''", '``'].map(([open = '', close = '']) => ({ open, close })),
  wordPattern: /\$\$?[\w]*|[\p{L}_][\p{L}\p{N}_]*/u,
};
