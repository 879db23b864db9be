const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null))/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or }' | ', or ]' | 'end';

const WORDING: Record<Expected, string> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  key: 'a key in double quotes',
  'key or }': 'a key in double quotes or }',
  ':': 'a colon',
  ', or }': 'a comma or }',
  ', or ]': 'a comma or ]',
  end: 'the end of the text',
};

/**
 * Where and why `text` is not JSON (RFC 8259), or undefined when it is. Engines word `JSON.parse` errors differently and
 * some give no place; this one is asked only after `JSON.parse` has failed. Not recursive.
 */
export function locateJsonError(text: string): { offset: number; problem: string } | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  TOKEN.lastIndex = 0;
  let offset = 0;
  for (;;) {
    TOKEN.lastIndex = offset;
    const match = TOKEN.exec(text);
    const [whole, punctuation, quoted, scalar] = match ?? [];
    const next: Expected | undefined =
      match === null ? undefined : advance(expected, punctuation ?? (quoted === undefined ? scalar : '"'), open);
    if (whole === undefined || next === undefined) {
      const at = offset + leadingSpace(text, offset);
      if (at >= text.length && expected === 'end') return undefined;
      return { offset: at, problem: `expected ${WORDING[expected]}, found ${nameFound(text, at)}` };
    }
    expected = next;
    offset += whole.length;
  }
}

function advance(expected: Expected, token: string | undefined, open: ('{' | '[')[]): Expected | undefined {
  if (token === undefined) return undefined;
  const takesValue = expected === 'value' || expected === 'value or ]';
  if (token === '{' || token === '[') {
    if (!takesValue) return undefined;
    open.push(token);
    return token === '{' ? 'key or }' : 'value or ]';
  }
  if (token === '}' || token === ']') {
    const closes =
      token === '}'
        ? expected === 'key or }' || expected === ', or }'
        : expected === 'value or ]' || expected === ', or ]';
    if (!closes) return undefined;
    open.pop();
    return afterValue(open);
  }
  if (token === ',') return expected === ', or }' ? 'key' : expected === ', or ]' ? 'value' : undefined;
  if (token === ':') return expected === ':' ? 'value' : undefined;
  if (token === '"' && (expected === 'key' || expected === 'key or }')) return ':';
  return takesValue ? afterValue(open) : undefined;
}

function afterValue(open: readonly ('{' | '[')[]): Expected {
  const innermost = open.at(-1);
  return innermost === undefined ? 'end' : innermost === '{' ? ', or }' : ', or ]';
}

function leadingSpace(text: string, offset: number): number {
  let length = 0;
  while (/[ \t\r\n]/.test(text.charAt(offset + length))) length++;
  return length;
}

function nameFound(text: string, offset: number): string {
  if (offset >= text.length) return 'the end of the text';
  if (text.charAt(offset) === '"') return 'a string that is not closed or holds a character that must be escaped';
  const word = /^[\w.+-]+/.exec(text.slice(offset, offset + 24))?.[0];
  return JSON.stringify(word ?? String.fromCodePoint(text.codePointAt(offset) ?? 0));
}
