import type { Span } from '../../diagnostics/diagnostic.ts';
import type { Token } from '../../languages/jsonata/tree/lexer.ts';
import { parseTree } from '../../languages/jsonata/tree/parser.ts';
import type { SyntaxNode } from '../../languages/jsonata/tree/syntax-node.ts';
import { findLastWord } from './find-last-word.ts';

/** What may be typed at the caret. */
export interface Caret {
  /** `step` after a dot, `value` where an expression begins, `operator` after one, `key` where an object's key does. */
  kind: 'step' | 'value' | 'operator' | 'key';
  /** The word up to the caret. */
  typed: string;
  span: Span;
  /** From the root of a tree of what is before the caret down to the word. */
  nodes: SyntaxNode[];
}

/** Stands for the word where none is typed yet; no source has it. */
const MARK = '\uE000';
const NAME_END = /[^ \t\n\r\v.[\]{}(),@#;:?+\-*/%|=<>^&!~"'`]$/;

/**
 * Where the caret at `offset` stands: what is before it is parsed as if a word ended there, which gives a tree for any text.
 * Undefined where nothing is to be listed: in texts, numbers, comments, regular expressions and names of parameters.
 */
export function readCaret(source: string, offset: number): Caret | undefined {
  const before = source.slice(0, offset);
  const text = NAME_END.test(before) ? before : before + MARK;
  const tree = parseTree(text);
  const written = tree.tokens.filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  const word = written.at(-1);
  if (word === undefined || word.end < text.length || (word.kind !== 'name' && word.kind !== 'variable'))
    return undefined;
  const previous = written.at(-2);
  const nodes = findLastWord(text, tree);
  const typed = word.text.replace(MARK, '');
  const kind = readKind(previous, nodes);
  if (kind === undefined) return undefined;
  return { kind, typed, span: { start: word.start, end: Math.max(offset, closeQuote(source, offset, typed)) }, nodes };
}

function readKind(previous: Token | undefined, nodes: readonly SyntaxNode[]): Caret['kind'] | undefined {
  if (previous?.kind === 'operator') {
    const { text } = previous;
    if (text === '@' || text === '#') return undefined;
    if (text === '.') return 'step';
  }
  if (endsOperand(previous)) return 'operator';
  const word = nodes.at(-1);
  const parent = nodes.at(-2);
  if (parent?.kind === 'lambda' && word !== parent.body) return undefined;
  if (parent?.kind === 'pair' && parent.key === word && nodes.at(-3)?.kind === 'object') return 'key';
  return 'value';
}

function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind !== 'operator') return true;
  return token.text === ')' || token.text === ']' || token.text === '}';
}

/** A quoted name is replaced with the quote that is there already. */
function closeQuote(source: string, offset: number, typed: string): number {
  if (!typed.startsWith('`')) return offset;
  const rest = /^[^`\n.,()[\]{}:&]*`/.exec(source.slice(offset));
  return rest === null ? offset : offset + rest[0].length;
}
