import type { Token } from './tree/lexer.ts';
import { parseTree } from './tree/parser.ts';

interface Tokens {
  tokens: Token[];
  /** Where a token begins that never ends: an open string, comment, quoted name or regular expression. */
  unfinishedAt?: number;
}

const UNFINISHED = new Set(['S0101', 'S0105', 'S0106', 'S0302']);

/** The tokens that mean something, up to the first that never ends. */
export function tokenize(source: string): Tokens {
  const { tokens } = parseTree(source);
  const unfinished = tokens.find(({ fault }) => fault !== undefined && UNFINISHED.has(fault.code));
  const before = unfinished === undefined ? tokens : tokens.slice(0, tokens.indexOf(unfinished));
  const meaningful = before.filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  return unfinished === undefined ? { tokens: meaningful } : { tokens: meaningful, unfinishedAt: unfinished.start };
}
