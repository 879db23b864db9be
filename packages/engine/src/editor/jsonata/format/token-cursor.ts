import type { Token } from '../../../languages/jsonata/tree/lexer.ts';
import type { Layout } from './layout.ts';

/** The tokens of a source one after the other, each with the comments that belong to it. */
export class TokenCursor {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  /** The next token with the comments before it, and those that end its line. */
  take(): Layout {
    return [...this.takeComments(), this.takeToken()];
  }

  /** Comments before the next token: those of a closing bracket are within the brackets. */
  takeComments(): Layout[] {
    const comments: Layout[] = [];
    for (let token = this.tokens[this.position]; token !== undefined; token = this.tokens[this.position]) {
      if (token.kind === 'comment') comments.push(this.readComment(this.position));
      else if (token.kind !== 'space') break;
      this.position++;
    }
    return comments;
  }

  /** The next token when the comments before it are taken. */
  takeToken(): Layout {
    const token = this.tokens[this.position++];
    return token === undefined ? '' : [token.text, ...this.takeLineEnd()];
  }

  isAt(text: string): boolean {
    let index = this.position;
    while (this.isPassedOver(index)) index++;
    const token = this.tokens[index];
    return token?.kind === 'operator' && token.text === text;
  }

  /** Whether the source ends a line before the next token. */
  isAtLineStart(): boolean {
    for (let index = this.position; this.isPassedOver(index); index++) if (this.countBreaks(index) > 0) return true;
    return false;
  }

  /** Whether the source has an empty line before what comes next. */
  isAtBlankLine(): boolean {
    return this.countBreaks(this.position) > 1;
  }

  /** Whether the source ends a line between the next token and the one after it. */
  isOpenedWide(): boolean {
    let index = this.position;
    while (this.isPassedOver(index)) index++;
    index++;
    while (this.isPassedOver(index)) {
      if (this.countBreaks(index) > 0) return true;
      index++;
    }
    return false;
  }

  private isPassedOver(index: number): boolean {
    const kind = this.tokens[index]?.kind;
    return kind === 'space' || kind === 'comment';
  }

  /** Comments on the line of the token before, where nothing but them is left on it. */
  private takeLineEnd(): Layout[] {
    let end = this.position;
    while (this.isPassedOver(end) && this.countBreaks(end) === 0) end++;
    const isLineEnd = this.countBreaks(end) > 0;
    if (!isLineEnd) return [];
    const comments: Layout[] = [];
    for (; this.position < end; this.position++) {
      if (this.tokens[this.position]?.kind === 'comment') comments.push(this.readComment(this.position));
    }
    return comments;
  }

  private readComment(index: number): Layout {
    const breaks = Math.min(2, this.countBreaks(index + 1));
    const isAlone = breaks > 0 && (index === 0 || this.countBreaks(index - 1) > 0);
    return { kind: 'comment', text: this.tokens[index]?.text ?? '', isAlone, breaks };
  }

  /** How many lines end in the space at `index`. */
  private countBreaks(index: number): number {
    const token = this.tokens[index];
    return token?.kind === 'space' ? (token.text.match(/\n/g)?.length ?? 0) : 0;
  }
}
