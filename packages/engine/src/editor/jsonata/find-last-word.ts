import type { Token } from '../../languages/jsonata/tree/lexer.ts';
import { parseTree } from '../../languages/jsonata/tree/parser.ts';
import type { SyntaxTree } from '../../languages/jsonata/tree/parser.ts';
import type { SyntaxNode } from '../../languages/jsonata/tree/syntax-node.ts';
import { findNodes } from './find-scope.ts';

const OPENERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * The nodes down to the last word of a text, and where an error before it made the parser skip it, those of a text in which
 * what was skipped is blanked up to the path or the open brackets that the word is in.
 */
export function findLastWord(text: string, { root, tokens }: Pick<SyntaxTree, 'root' | 'tokens'>): SyntaxNode[] {
  const written = tokens.filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  const word = written.at(-1);
  if (word === undefined) return [];
  const nodes = findNodes(root, word.start, word.end);
  const last = nodes.at(-1);
  if (last?.kind !== 'skipped') return nodes;
  const start = written[findStart(written, last.start)]?.start ?? word.start;
  if (start <= last.start) return nodes;
  const blanked = text.slice(0, last.start) + ' '.repeat(start - last.start) + text.slice(start);
  return findNodes(parseTree(blanked).root, word.start, word.end);
}

/** Which token begins the path that the last token ends, or the first one after `from` whose brackets are open. */
function findStart(tokens: readonly Token[], from: number): number {
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.start < from) continue;
    if (opens(token)) open.push(index);
    else if (closes(token)) open.pop();
  }
  const first = open[0] ?? tokens.length - 1;
  const isSuffix = opens(tokens[first]) && endsOperand(tokens[first - 1]);
  return findPathStart(tokens, isSuffix ? first - 1 : first);
}

function findPathStart(tokens: readonly Token[], end: number): number {
  let first = end;
  for (;;) {
    while (closes(tokens[first])) {
      first = findOpener(tokens, first);
      if (!endsOperand(tokens[first - 1])) break;
      first--;
    }
    if (first < 2 || tokens[first - 1]?.text !== '.') return first;
    first -= 2;
  }
}

function endsOperand(token: Token | undefined): boolean {
  return closes(token) || token?.kind === 'name' || token?.kind === 'variable';
}

function opens(token: Token | undefined): boolean {
  return token?.kind === 'operator' && Object.values(OPENERS).includes(token.text);
}

function closes(token: Token | undefined): boolean {
  return token?.kind === 'operator' && OPENERS[token.text] !== undefined;
}

function findOpener(tokens: readonly Token[], close: number): number {
  let open = 0;
  for (let index = close; index > 0; index--) {
    const token = tokens[index];
    if (token?.kind !== 'operator') continue;
    if (closes(token)) open++;
    else if (opens(token) && --open === 0) return index;
  }
  return 0;
}
