import type { Span } from '../../../diagnostics/diagnostic.ts';
import { readToken } from './lexer.ts';
import type { Token } from './lexer.ts';
import type { SyntaxFault } from './syntax-fault.ts';

/**
 * The tokens of a source, read as the parser asks for them: whether a slash divides or opens a regular expression depends on
 * what the parser has just read. Space, comments and what is no token are kept in `tokens` and passed over.
 */
export class TokenStream {
  readonly tokens: Token[] = [];
  readonly faults: SyntaxFault[] = [];
  readonly source: string;
  /** The token to be taken next. */
  current: Token;
  /** Where the token taken last ends. */
  lastEnd = 0;

  constructor(source: string) {
    this.source = source;
    this.current = this.read(0, false);
  }

  /** Takes the current token and reads the next one. */
  take(slashDivides: boolean): Token {
    const taken = this.current;
    if (taken.kind === 'end') return taken;
    this.lastEnd = taken.end;
    this.current = this.read(taken.end, slashDivides);
    return taken;
  }

  isAt(operator: string): boolean {
    return this.current.kind === 'operator' && this.current.text === operator;
  }

  isAtEnd(): boolean {
    return this.current.kind === 'end';
  }

  /** One fault for a place: what follows from it says nothing new. */
  report(code: string, message: string, { start, end }: Span): void {
    const last = this.faults.at(-1);
    if (last !== undefined && last.start <= start && start < Math.max(last.end, last.start + 1)) return;
    this.faults.push({ code, message, start, end: Math.max(end, start + 1) });
  }

  private read(from: number, slashDivides: boolean): Token {
    let offset = from;
    for (;;) {
      const token = readToken(this.source, offset, slashDivides);
      if (token.kind !== 'end') this.tokens.push(token);
      if (token.fault !== undefined) this.report(token.fault.code, token.fault.message, token.fault);
      if (token.kind !== 'space' && token.kind !== 'comment' && token.kind !== 'unknown') return token;
      offset = token.end;
    }
  }
}
