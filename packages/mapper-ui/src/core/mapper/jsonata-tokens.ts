export type JsonataTokenKind = 'name' | 'variable' | 'string' | 'number' | 'regex' | 'operator';

export interface JsonataToken {
  readonly kind: JsonataTokenKind;
  /** A name without its backticks, a string without its quotes, a variable with its `$`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** False for a string, backticked name, regex or comment that the text ends in. */
  readonly closed: boolean;
}

const OPERATORS = ['~>', ':=', '!=', '<=', '>=', '**', '..', '??', '?:'];
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
const VARIABLE = /\$\$?(?:[\p{L}_][\p{L}\p{N}_]*)?/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y;

/**
 * The tokens of JSONata text that may be unfinished, for completion: nothing is refused. `insideComment` says that the text
 * ends in a comment. Whether `/` divides or opens a regular expression depends on the token before it.
 */
export function scanJsonata(source: string): { tokens: JsonataToken[]; insideComment: boolean } {
  const tokens: JsonataToken[] = [];
  let index = 0;
  const push = (kind: JsonataTokenKind, text: string, end: number, closed = true): void => {
    tokens.push({ kind, text, start: index, end, closed });
    index = end;
  };
  while (index < source.length) {
    const character = source.charAt(index);
    if (/\s/.test(character)) index++;
    else if (source.startsWith('/*', index)) {
      const end = source.indexOf('*/', index + 2);
      if (end === -1) return { tokens, insideComment: true };
      index = end + 2;
    } else if (character === '"' || character === "'") {
      const end = closeQuoted(source, index, character);
      push('string', source.slice(index + 1, end ?? source.length), (end ?? source.length - 1) + 1, end !== undefined);
    } else if (character === '`') {
      const end = source.indexOf('`', index + 1);
      push(
        'name',
        source.slice(index + 1, end === -1 ? source.length : end),
        end === -1 ? source.length : end + 1,
        end !== -1,
      );
    } else if (character === '$') {
      const text = match(VARIABLE, source, index) ?? '$';
      push('variable', text, index + text.length);
    } else if (character === '/' && !endsOperand(tokens.at(-1))) {
      const end = closeQuoted(source, index, '/');
      push('regex', source.slice(index + 1, end ?? source.length), (end ?? source.length - 1) + 1, end !== undefined);
    } else {
      const number = match(NUMBER, source, index);
      const word = match(WORD, source, index);
      if (number !== undefined) push('number', number, index + number.length);
      else if (word !== undefined)
        push(joinsOperands(word, tokens.at(-1)) ? 'operator' : 'name', word, index + word.length);
      else {
        const operator = OPERATORS.find((candidate) => source.startsWith(candidate, index)) ?? character;
        push('operator', operator, index + operator.length);
      }
    }
  }
  return { tokens, insideComment: false };
}

/** Whether a token can end a value, so that what follows is an operator. */
export function endsOperand(token: JsonataToken | undefined): boolean {
  if (token === undefined) return false;
  return token.kind === 'operator' ? token.text === ')' || token.text === ']' || token.text === '}' : true;
}

/** `and`, `or` and `in` are operators after a value and names anywhere else. */
function joinsOperands(word: string, previous: JsonataToken | undefined): boolean {
  return (word === 'and' || word === 'or' || word === 'in') && endsOperand(previous);
}

function match(pattern: RegExp, source: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(source)?.[0];
}

function closeQuoted(source: string, start: number, quote: string): number | undefined {
  for (let index = start + 1; index < source.length; index++) {
    if (source.charAt(index) === '\\') index++;
    else if (source.charAt(index) === quote) return index;
  }
  return undefined;
}
