import type { Span } from '../../diagnostics/diagnostic.ts';

export interface Word extends Span {
  kind: 'path' | 'string' | 'number' | 'constant' | 'key' | 'as' | 'parameter' | 'bracket' | 'sign';
  text: string;
  /** Of a string or of a name in brackets: its end is there. */
  isClosed: boolean;
}

const SPACE = /\s+/y;
const STRING = /"(?:\\["\\]|[^"\\]|\\)*?"|'(?:\\['\\]|[^'\\]|\\)*?'/y;
const PATH = /(?:\[(?:\\.|[^\]\\])*\]|[^\s"'(){}|=~[\]])+/y;
const UNCLOSED_NAME = /(?:\[(?:\\.|[^\]\\])*\]|[^\s"'(){}|=~[\]])*\[[^\]\n{}]*/y;
const UNCLOSED_STRING = /["'](?:(?!\}\}|\{\{)[^\n])*/y;
const CONSTANTS = new Set(['true', 'false', 'null', 'undefined']);

/** The words of a tag up to its closing braces, or to where the next tag opens. */
export function scanWords(source: string, from: number): Word[] {
  const words: Word[] = [];
  let offset = from;
  let isInPipes = false;
  while (offset < source.length) {
    offset += matchAt(SPACE, source, offset).length;
    const word = scanWord(source, offset, isInPipes);
    if (word === undefined) break;
    if (word.text === '|') isInPipes = !isInPipes;
    if (word.text === '=') markKey(words.at(-1), offset);
    if (word.text === '|' && isInPipes) markAs(words.at(-1));
    words.push(word);
    offset = word.end;
  }
  return words;
}

function scanWord(source: string, start: number, isInPipes: boolean): Word | undefined {
  const first = source.charAt(start);
  if (first === '' || first === '{' || first === '}' || (first === '~' && source.startsWith('}}', start + 1)))
    return undefined;
  if (first === '(' || first === ')') return build('bracket', source, start, 1);
  if (first === '"' || first === "'") {
    const closed = matchAt(STRING, source, start);
    const isClosed = closed !== '';
    return build(
      'string',
      source,
      start,
      (isClosed ? closed : matchAt(UNCLOSED_STRING, source, start)).length,
      isClosed,
    );
  }
  const path = matchAt(PATH, source, start);
  if (source.charAt(start + path.length) === '[') {
    return build('path', source, start, matchAt(UNCLOSED_NAME, source, start).length, false);
  }
  if (path === '') return build('sign', source, start, 1);
  if (isInPipes) return build('parameter', source, start, path.length);
  if (/^-?\d+(?:\.\d+)?$/.test(path)) return build('number', source, start, path.length);
  return build(CONSTANTS.has(path) ? 'constant' : 'path', source, start, path.length);
}

function build(kind: Word['kind'], source: string, start: number, length: number, isClosed = true): Word {
  return { kind, start, end: start + length, text: source.slice(start, start + length), isClosed };
}

function markKey(word: Word | undefined, equals: number): void {
  if (word !== undefined && word.end === equals) word.kind = 'key';
}

function markAs(word: Word | undefined): void {
  if (word?.text === 'as') word.kind = 'as';
}

function matchAt(pattern: RegExp, source: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(source)?.[0] ?? '';
}
