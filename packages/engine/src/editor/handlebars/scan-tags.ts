import type { Span } from '../../diagnostics/diagnostic.ts';
import { scanWords } from './scan-words.ts';
import type { Word } from './scan-words.ts';

/** What stands between braces. */
export interface Tag extends Span {
  kind: 'insert' | 'open' | 'else' | 'close' | 'partial' | 'comment';
  words: Word[];
  /** Its closing braces are there. */
  isClosed: boolean;
}

const OPEN = /\{\{\{?\{?~?/y;
const CLOSE = /~?\}\}\}?\}?/y;
const COMMENT = /!--[\s\S]*?(?:--~?\}\}|$)|![\s\S]*?(?:\}\}|$)/y;
const SIGN = /\s*(?:[#^/>&*])?/y;

/** The tags of a source in order, as far as they go: one that is not closed ends before the next, or with the source. */
export function scanTags(source: string): Tag[] {
  const tags: Tag[] = [];
  let offset = 0;
  for (;;) {
    const start = source.indexOf('{{', offset);
    if (start === -1) return tags;
    const tag = isEscaped(source, start) ? undefined : scanTag(source, start);
    if (tag !== undefined) tags.push(tag);
    offset = tag === undefined ? start + 2 : Math.max(tag.end, start + 2);
  }
}

/** One backslash makes text of the braces; two stand for a backslash. */
function isEscaped(source: string, start: number): boolean {
  return source.charAt(start - 1) === '\\' && source.charAt(start - 2) !== '\\';
}

function scanTag(source: string, start: number): Tag {
  const open = start + matchAt(OPEN, source, start).length;
  const comment = matchAt(COMMENT, source, open);
  if (comment !== '') {
    const end = open + comment.length;
    return { kind: 'comment', start, end, words: [], isClosed: comment.endsWith('}}') && isWhole(comment) };
  }
  const sign = matchAt(SIGN, source, open);
  const words = scanWords(source, open + sign.length);
  const after = words.at(-1)?.end ?? open + sign.length;
  const space = matchAt(/\s*/y, source, after);
  const close = matchAt(CLOSE, source, after + space.length);
  const end = close === '' ? after + space.length : after + space.length + close.length;
  return { kind: kindOfTag(sign.trim(), words), start, end, words, isClosed: close !== '' };
}

function isWhole(comment: string): boolean {
  return !comment.startsWith('!--') || /--~?\}\}$/.test(comment);
}

function kindOfTag(sign: string, words: readonly Word[]): Tag['kind'] {
  if (sign === '#') return 'open';
  if (sign === '^') return words.length === 0 ? 'else' : 'open';
  if (sign === '/') return 'close';
  if (sign === '>') return 'partial';
  return words[0]?.text === 'else' ? 'else' : 'insert';
}

function matchAt(pattern: RegExp, source: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(source)?.[0] ?? '';
}
