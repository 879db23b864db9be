import { dataReference } from '../../languages/handlebars/helper-reference.ts';
import { describedFunctions } from '../describe-function.ts';
import type { SemanticToken, SemanticTokenType } from '../editor-request.ts';
import { NOWHERE } from '../spot.ts';
import { readFrames } from './read-frames.ts';
import type { PlacedTag } from './read-frames.ts';
import { readTypedPath } from './read-path.ts';
import { scanTags } from './scan-tags.ts';
import type { Word } from './scan-words.ts';

const CONDITIONS = new Set(['if', 'unless', 'else']);
const LOOPS = new Set(['each', 'as']);
const KINDS: Readonly<Record<Exclude<Word['kind'], 'path'>, SemanticTokenType>> = {
  string: 'string',
  number: 'number',
  constant: 'constant',
  key: 'key',
  as: 'loop',
  parameter: 'parameter',
  bracket: 'delimiter',
  sign: 'delimiter',
};

export function readHandlebarsTokens(source: string): SemanticToken[] {
  const { placed } = readFrames(scanTags(source), { root: NOWHERE, context: new Map() });
  return placed.flatMap((place) => {
    const { kind, start, end, words } = place.tag;
    if (kind === 'comment') return [{ start, end, type: 'comment' as const, modifiers: [] }];
    return words.flatMap((word, index) => classifyWord(place, word, index));
  });
}

function classifyWord({ tag, frame }: PlacedTag, word: Word, index: number): SemanticToken[] {
  const { start, end, kind } = word;
  if (kind !== 'path')
    return [{ start, end, type: KINDS[kind], modifiers: kind === 'parameter' ? ['definition'] : [] }];
  const isCalled = index === (tag.kind === 'else' ? 1 : 0) || tag.words[index - 1]?.text === '(';
  if (tag.kind === 'else' && index === 0) return [{ start, end, type: 'condition', modifiers: [] }];
  if (tag.kind === 'partial' && index === 0) return [{ start, end, type: 'function', modifiers: [] }];
  if (isCalled && !frame.parameters.has(word.text)) {
    const type = CONDITIONS.has(word.text) ? 'condition' : LOOPS.has(word.text) ? 'loop' : 'function';
    if (describedFunctions.handlebars.has(word.text)) return [{ start, end, type, modifiers: ['builtIn'] }];
    const isHelper =
      tag.kind === 'open' || tag.kind === 'close' || tag.words[index - 1]?.text === '(' || tag.words.length > index + 1;
    if (isHelper) return [{ start, end, type: 'function', modifiers: ['unknown'] }];
  }
  return classifyPath(word, frame);
}

/** What a path begins with may be a variable; the rest are names of fields. */
function classifyPath(word: Word, { parameters }: PlacedTag['frame']): SemanticToken[] {
  const { start, end } = word;
  const path = readTypedPath(word);
  const [first] = path.segments;
  const isParameter = !path.isExplicit && first !== undefined && parameters.has(first.name);
  if (first === undefined || (!path.isData && !isParameter)) return [{ start, end, type: 'path', modifiers: [] }];
  const isKnown = dataReference.some(({ name }) => name === first.name);
  const head: SemanticToken = path.isData
    ? { start, end: first.end, type: 'variable', modifiers: [isKnown ? 'builtIn' : 'unknown'] }
    : { start, end: first.end, type: 'parameter', modifiers: [] };
  return first.end === end ? [head] : [head, { start: first.end, end, type: 'path', modifiers: [] }];
}
