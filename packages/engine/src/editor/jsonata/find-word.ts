import type { Token } from '../../languages/jsonata/tree/lexer.ts';
import type { SyntaxTree } from '../../languages/jsonata/tree/parser.ts';

const WORDS = new Set(['name', 'variable', 'string']);

/** The word that the caret is in or right after; undefined where it touches none. */
export function findWord({ tokens }: SyntaxTree, offset: number): Token | undefined {
  const touched = tokens.filter(({ start, end }) => start <= offset && offset <= end);
  const words = touched.filter(({ kind, text }) => WORDS.has(kind) || (kind === 'operator' && text === '%'));
  return words.find(({ end }) => offset < end) ?? words[0];
}
