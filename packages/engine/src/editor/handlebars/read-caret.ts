import type { Span } from '../../diagnostics/diagnostic.ts';
import type { PayloadSpots } from '../payload-spots.ts';
import { readFrames } from './read-frames.ts';
import type { Frame, OpenBlock } from './read-frames.ts';
import { scanTags } from './scan-tags.ts';
import type { Tag } from './scan-tags.ts';
import type { Word } from './scan-words.ts';

/** What may be typed at the caret. */
export interface Caret {
  /** `call` where a helper or field begins an expression, `argument` after a helper, else the name of a block or partial. */
  kind: 'call' | 'argument' | 'open' | 'close' | 'partial';
  /** The word up to the caret; empty where none is typed yet. */
  word: Word;
  span: Span;
  frame: Frame;
  blocks: readonly OpenBlock[];
  /** The helper that the word is an argument of. */
  callee: string | undefined;
  /** Arguments before the word that are given by position. */
  positional: number;
  /** Names of arguments that are given by name. */
  keys: ReadonlySet<string>;
  /** The name that the word is the value of. */
  key: string | undefined;
  /** Nothing stands between the braces and the word. */
  isTagStart: boolean;
  /** The closing braces follow. */
  isClosed: boolean;
}

/** Undefined outside of braces, in texts, numbers, comments and names of parameters. */
export function readCaret(source: string, offset: number, payload: PayloadSpots): Caret | undefined {
  const tags = scanTags(source.slice(0, offset));
  const tag = tags.at(-1);
  if (tag === undefined || tag.isClosed || tag.kind === 'comment') return undefined;
  const { placed } = readFrames(tags, payload);
  const place = placed.at(-1);
  const word = findTyped(tag, offset);
  if (place === undefined || word === undefined) return undefined;
  const words = tag.words.filter((each) => each.start < word.start);
  const isElse = tag.kind === 'else' && words.length > 0;
  const call = readCall(isElse ? words.slice(1) : words);
  const rest = source.slice(offset);
  return {
    kind: kindOfCaret(tag, words, call.callee),
    word,
    span: { start: word.start, end: offset + closingBracket(word, rest) },
    frame: place.frame,
    blocks: place.blocks,
    ...call,
    isTagStart: words.length === 0,
    isClosed: /^\s*~?\}\}/.test(rest),
  };
}

function findTyped(tag: Tag, offset: number): Word | undefined {
  const last = tag.words.at(-1);
  const empty: Word = { kind: 'path', start: offset, end: offset, text: '', isClosed: true };
  if (last === undefined) return empty;
  const pipes = tag.words.filter(({ text }) => text === '|').length;
  if (pipes > 0) return undefined;
  if (last.kind === 'string') return last.end === offset ? undefined : empty;
  if (last.end < offset || last.kind === 'bracket' || last.kind === 'sign') return empty;
  return last.kind === 'path' || last.kind === 'constant' ? last : undefined;
}

function kindOfCaret({ kind }: Tag, words: readonly Word[], callee: string | undefined): Caret['kind'] {
  if (words.length === 0 && (kind === 'open' || kind === 'close' || kind === 'partial')) return kind;
  return callee === undefined ? 'call' : 'argument';
}

/** The helper whose arguments come after `words`, and what it has been given. */
function readCall(words: readonly Word[]): Pick<Caret, 'callee' | 'positional' | 'keys' | 'key'> {
  const open = findOpen(words);
  const inner = words.slice(open + 1);
  const keys = inner.filter((word, index) => word.kind === 'key' && isOnLevel(inner, index)).map(({ text }) => text);
  const isValue = inner.at(-1)?.text === '=';
  const given = inner.slice(1).filter((word, index) => isArgument(word, inner, index + 1));
  const key = isValue ? inner.at(-2)?.text : undefined;
  const isInsert = inner.length === 0;
  return { callee: isInsert ? undefined : inner[0]?.text, positional: given.length, keys: new Set(keys), key };
}

/** The innermost open bracket, -1 where there is none. */
function findOpen(words: readonly Word[]): number {
  let closed = 0;
  for (let index = words.length - 1; index >= 0; index--) {
    if (words[index]?.text === ')') closed++;
    if (words[index]?.text === '(' && --closed < 0) return index;
  }
  return -1;
}

function isArgument(word: Word, words: readonly Word[], index: number): boolean {
  if (!isOnLevel(words, index) || word.kind === 'key' || words[index - 1]?.text === '=') return false;
  return word.text === '(' || !['bracket', 'sign', 'as', 'parameter'].includes(word.kind);
}

/** In no brackets, or the one that opens them. */
function isOnLevel(words: readonly Word[], index: number): boolean {
  let open = 0;
  for (const { text } of words.slice(0, index)) {
    if (text === '(') open++;
    if (text === ')') open--;
  }
  return open === 0;
}

/** A name in brackets is replaced with the bracket that is there already. */
function closingBracket(word: Word, rest: string): number {
  return word.isClosed ? 0 : (/^[^\]\s{}]*\]/.exec(rest)?.[0].length ?? 0);
}
