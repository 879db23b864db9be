/** Types that a parameter may be told by one letter, and what the package matches them with. */
const PATTERNS: Readonly<Record<string, string>> = {
  s: '[sm]',
  n: '[nm]',
  b: '[bm]',
  l: '[lm]',
  o: '[om]',
  a: '[asnblfom]',
  f: 'f',
  j: '[asnblom]',
  x: '[asnblfom]',
};

interface Parameter {
  type?: string;
  pattern?: string;
}

/**
 * What the package refuses in a signature such as `<a<n>s-:n>`, by its own way of reading it: each parameter becomes a part of
 * a regular expression.
 */
export function checkSignature(signature: string): { code: string; message: string } | undefined {
  const parameters: Parameter[] = [];
  let last: Parameter = {};
  const add = (parameter: Parameter): void => {
    last = parameter;
    parameters.push(last);
  };
  for (let index = 1; index < signature.length; index++) {
    const symbol = signature.charAt(index);
    if (symbol === ':') break;
    const pattern = PATTERNS[symbol];
    if (pattern !== undefined) add({ type: symbol, pattern });
    else if (symbol === '-') last.pattern = `${last.pattern ?? ''}?`;
    else if (symbol === '?' || symbol === '+') last.pattern = `${last.pattern ?? ''}${symbol}`;
    else if (symbol === '(') {
      const end = findClosing(signature, index, '(', ')');
      const choice = signature.slice(index + 1, end);
      if (choice.includes('<')) {
        return { code: 'S0402', message: 'a choice of types in a signature cannot have types of its own' };
      }
      add({ type: `(${choice})`, pattern: `[${choice}m]` });
      index = end;
    } else if (symbol === '<') {
      if (last.type !== 'a' && last.type !== 'f') {
        return { code: 'S0401', message: 'only an array (a) or a function (f) has a type of its own in a signature' };
      }
      index = findClosing(signature, index, '<', '>');
    }
  }
  try {
    RegExp(`^${parameters.map(({ pattern }) => `(${pattern ?? ''})`).join('')}$`);
    return undefined;
  } catch {
    return { code: 'signature', message: 'this signature cannot be read' };
  }
}

function findClosing(text: string, start: number, open: string, close: string): number {
  let depth = 1;
  for (let index = start + 1; index < text.length; index++) {
    if (text.charAt(index) === close) depth--;
    else if (text.charAt(index) === open) depth++;
    if (depth === 0) return index;
  }
  return text.length;
}
