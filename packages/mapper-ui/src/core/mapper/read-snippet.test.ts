import { expect, test } from 'vitest';
import { readSnippet } from './read-snippet.ts';

test.each([
  ['plain', 'plain', 5],
  ['\\$sum($0)', '$sum()', 5],
  ['\\$join(${1:list}, ${2:by})$0', '$join(list, by)', 6],
  ['`a\\}b`', '`a}b`', 5],
  ['${1}: $0', ': ', 0],
])('%j puts in %j', (snippet, text, caret) => {
  expect(readSnippet(snippet)).toEqual({ text, caret });
});
