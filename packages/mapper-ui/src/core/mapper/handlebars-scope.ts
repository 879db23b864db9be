import type { ScopePath } from './jsonata-scope.ts';

/** An open block around the caret, outermost first. */
export interface OpenBlock {
  readonly helper: string;
  /** What `this` means inside. */
  readonly scope: ScopePath;
}

/** What may be typed at the caret. `start` is where the word being typed begins. */
export type HandlebarsCaret =
  /** Text outside braces; a path put here needs its own. */
  | { kind: 'text'; scope: ScopePath; blocks: OpenBlock[] }
  /** A path or helper in an expression; `first` where a helper's name can stand; `scope` is of what the typed word is a field. */
  | {
      kind: 'expression';
      scope: ScopePath;
      root: boolean;
      first: boolean;
      typed: string;
      start: number;
      blocks: OpenBlock[];
    }
  /** After `{{#`, and after `{{/`. */
  | { kind: 'block'; typed: string; start: number }
  | { kind: 'close'; start: number; helper: string | undefined }
  | { kind: 'nothing' };

const MUSTACHE = /\{\{!--[\s\S]*?(?:--\}\}|$)|\{\{![\s\S]*?(?:\}\}|$)|\{\{\{?~?([\s\S]*?)(?:~?\}\}\}?|$)/g;

/** Where the caret at `offset` stands in Handlebars `source`: which blocks are open, and what a name is relative to there. */
export function locateHandlebarsCaret(source: string, offset: number): HandlebarsCaret {
  const before = source.slice(0, offset);
  const blocks: OpenBlock[] = [];
  for (const match of before.matchAll(MUSTACHE)) {
    const [whole, inner] = match;
    const closed = whole.endsWith('}}');
    if (inner === undefined) {
      if (!closed) return { kind: 'nothing' };
    } else if (closed) trackBlock(inner.trim(), blocks);
    else return locateInside(inner, offset, blocks);
  }
  return { kind: 'text', scope: currentScope(blocks), blocks };
}

function trackBlock(inner: string, blocks: OpenBlock[]): void {
  if (inner.startsWith('/')) blocks.pop();
  else if (inner.startsWith('#') || inner.startsWith('^')) {
    const [helper = '', argument = ''] = inner.slice(1).trim().split(/\s+/);
    const opens = helper === 'each' || helper === 'with';
    blocks.push({ helper, scope: opens ? resolvePath(argument, blocks) : currentScope(blocks) });
  }
}

function locateInside(inner: string, offset: number, blocks: OpenBlock[]): HandlebarsCaret {
  const quotes = inner.match(/["']/g)?.length ?? 0;
  if (quotes % 2 === 1) return { kind: 'nothing' };
  const marker = /^\s*([#^/&>]?)\s*/.exec(inner);
  const sign = marker?.[1] ?? '';
  const word = /(?:\[(?:\\.|[^\]])*\]?|[^\s(){}|=[\]])*$/.exec(inner)?.[0] ?? '';
  const typedWord =
    word.startsWith(sign) && sign !== '' && word.length === inner.trim().length ? word.slice(sign.length) : word;
  const first = inner.slice(marker?.[0].length ?? 0) === typedWord;
  if (sign === '/') return { kind: 'close', start: offset - typedWord.length, helper: blocks.at(-1)?.helper };
  if (sign === '>') return { kind: 'nothing' };
  if (first && (sign === '#' || sign === '^'))
    return { kind: 'block', typed: typedWord, start: offset - typedWord.length };
  const dot = lastSeparator(typedWord);
  const typed = typedWord.slice(dot + 1);
  const base = dot === -1 ? 'this' : typedWord.slice(0, dot + (typedWord.charAt(dot) === '/' ? 1 : 0));
  const opensCall = first || /\(\s*$/.test(inner.slice(0, inner.length - typedWord.length));
  return {
    kind: 'expression',
    scope: resolvePath(base, blocks),
    root: dot === -1,
    first: opensCall && dot === -1,
    typed,
    start: offset - typed.length,
    blocks,
  };
}

function lastSeparator(word: string): number {
  const open = word.lastIndexOf('[');
  const literal = open !== -1 && !word.slice(open).includes(']') ? word.slice(0, open) : word;
  return Math.max(literal.lastIndexOf('.'), literal.lastIndexOf('/'));
}

/** The keys a path leads to: `../` leaves a block that changed the scope, `@root` starts over, `[0]` stays in the array. */
function resolvePath(text: string, blocks: readonly OpenBlock[]): ScopePath {
  let rest = text;
  let scope = currentScope(blocks);
  let up = blocks.length;
  while (rest.startsWith('..')) {
    rest = rest.replace(/^\.\.\/?/, '');
    up--;
    while (up > 0 && !['each', 'with'].includes(blocks[up]?.helper ?? '')) up--;
    scope = currentScope(blocks.slice(0, Math.max(0, up)));
  }
  const segments = rest.match(/\[(?:\\.|[^\]])*\]|[^./[\]]+/g) ?? [];
  let keys: ScopePath = scope;
  for (const [index, segment] of segments.entries()) {
    const key = segment.startsWith('[') ? segment.slice(1, -1).replace(/\\(.)/g, '$1') : segment;
    if (index === 0 && segment === '@root') keys = [];
    else if (index === 0 && segment.startsWith('@')) return undefined;
    else if (segment === 'this' || /^\d+$/.test(key)) continue;
    else keys = keys === undefined ? undefined : [...keys, key];
  }
  return keys;
}

function currentScope(blocks: readonly OpenBlock[]): ScopePath {
  const last = blocks.at(-1);
  return last === undefined ? [] : last.scope;
}
