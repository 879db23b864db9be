import type { Span } from '../diagnostics/diagnostic.ts';
import type { Token } from '../languages/jsonata/tree/lexer.ts';

/** An item of a list with the comments that are its own. */
export interface Unit extends Span {
  /** The item alone. */
  item: Span;
  /** In source order. */
  comments: Span[];
  /** The comma or semicolon after it. */
  separator: Span | undefined;
  /** Comments after the separator, or after the last item, on the same line; empty at its start where there are none. */
  tail: Span;
}

/** Finds tokens by offset. */
export class TokenIndex {
  readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  /** Of the first token that begins at `offset` or after it. */
  find(offset: number): number {
    let [low, high] = [0, this.tokens.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tokens[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Space and comments from there on. */
  readTrivia(offset: number): { trivia: Token[]; next: Token | undefined } {
    const trivia: Token[] = [];
    for (let index = this.find(offset); ; index++) {
      const token = this.tokens[index];
      if (token?.kind !== 'space' && token?.kind !== 'comment') return { trivia, next: token };
      trivia.push(token);
    }
  }
}

/**
 * The items between brackets with their comments. Those before an item are its own, but for what a blank line parts from it
 * and for what follows the item before on the same line; so are those after it up to the end of its line.
 * `from` is where the opening bracket ends.
 */
export function readUnits(items: readonly Span[], from: number, separator: string, index: TokenIndex): Unit[] {
  let before = from;
  return items.map((item, position) => {
    const leading = readLeading(index.readTrivia(before).trivia, item.start, position === 0);
    const { trivia, next } = index.readTrivia(item.end);
    const isSeparated = next?.kind === 'operator' && next.text === separator;
    const between = isSeparated ? trivia.filter(({ kind }) => kind === 'comment') : [];
    const end = between.at(-1)?.end ?? item.end;
    const tailStart = isSeparated && next !== undefined ? next.end : item.end;
    const after = isSeparated ? index.readTrivia(tailStart) : { trivia, next };
    const trailing = readTrailing(after.trivia, after.next);
    const tail = { start: tailStart, end: trailing.at(-1)?.end ?? tailStart };
    before = tail.end;
    return {
      start: leading[0]?.start ?? item.start,
      end,
      item,
      comments: [...leading, ...between, ...trailing].map(({ start, end: last }) => ({ start, end: last })),
      separator: isSeparated && next !== undefined ? { start: next.start, end: next.end } : undefined,
      tail,
    };
  });
}

function readLeading(trivia: readonly Token[], upTo: number, isFirst: boolean): Token[] {
  const own: Token[] = [];
  for (const token of trivia.filter(({ start }) => start < upTo).toReversed()) {
    if (token.kind === 'comment') own.unshift(token);
    else if (countLines(token) > 1) break;
  }
  // On the line of the opening bracket, with the item on another: it is about the whole.
  const [first] = own;
  const isOpening =
    isFirst && first !== undefined && !trivia.some((token) => token.start < first.start && countLines(token) > 0);
  const hasLineAfter =
    first !== undefined && trivia.some((token) => token.start > first.start && countLines(token) > 0);
  return isOpening && hasLineAfter ? own.slice(1) : own;
}

function readTrailing(trivia: readonly Token[], next: Token | undefined): Token[] {
  const line = trivia.findIndex((token) => token.kind === 'space' && countLines(token) > 0);
  const isClosed = next === undefined || (next.kind === 'operator' && ')]}'.includes(next.text));
  if (line === -1 && !isClosed) return [];
  return trivia.slice(0, line === -1 ? undefined : line).filter(({ kind }) => kind === 'comment');
}

function countLines({ kind, text }: Token): number {
  return kind === 'space' ? text.split('\n').length - 1 : 0;
}
