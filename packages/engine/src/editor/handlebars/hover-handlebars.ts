import type { Span } from '../../diagnostics/diagnostic.ts';
import { dataReference } from '../../languages/handlebars/helper-reference.ts';
import { describedFunctions, writeParameter } from '../describe-function.ts';
import { describeSpot, pathOfSpot, showSamples } from '../describe-spot.ts';
import type { EditorRequest, Hover } from '../editor-request.ts';
import { readPayloadSpots } from '../payload-spots.ts';
import type { PayloadSpots } from '../payload-spots.ts';
import { isKnown } from '../spot.ts';
import type { Spot } from '../spot.ts';
import { readFrames, readPathSpot } from './read-frames.ts';
import type { PlacedTag } from './read-frames.ts';
import { readTypedPath } from './read-path.ts';
import { scanTags } from './scan-tags.ts';
import type { Word } from './scan-words.ts';

export function hoverHandlebars({ template, offset, ...known }: EditorRequest): Hover | undefined {
  const payload = readPayloadSpots({ template, ...known }, '@');
  const { placed } = readFrames(scanTags(template.source), payload);
  const place = placed.find(({ tag }) => tag.start <= offset && offset <= tag.end);
  const word = place?.tag.words.find((each) => isWord(each) && each.start <= offset && offset <= each.end);
  if (place === undefined || word === undefined) return undefined;
  const span = { start: word.start, end: word.end };
  if (word.kind === 'parameter') {
    const parameter = place.parameters.find((each) => each.span.start === word.start);
    return parameter && { span, ...describeParameter(parameter.name, parameter.read()) };
  }
  if (place.tag.kind === 'partial' && word === place.tag.words[0]) {
    return { span, signature: `{{> ${word.text}}}`, text: 'Inserts the template of that name.', values: [] };
  }
  return describeHelper(place, word, span) ?? describePath(place, word, offset, payload);
}

function isWord({ kind }: Word): boolean {
  return kind !== 'bracket' && kind !== 'sign';
}

function describeHelper({ tag: { kind, words }, frame }: PlacedTag, word: Word, span: Span): Hover | undefined {
  const index = words.indexOf(word);
  const callee = findCallee(words, index);
  if (word.kind === 'key') {
    const parameter = describedFunctions.handlebars
      .get(callee ?? '')
      ?.parameters.find(({ name }) => name === word.text);
    return parameter && { span, signature: `${word.text}=`, text: writeParameter(parameter), values: [] };
  }
  const first = kind === 'else' ? 1 : 0;
  const isCalled = index === first || words[index - 1]?.text === '(';
  const described =
    isCalled && !frame.parameters.has(word.text) ? describedFunctions.handlebars.get(word.text) : undefined;
  return described && { span, signature: described.signature, text: described.documentation, values: [] };
}

/** The helper whose brackets, or tag, the word at `index` is in. */
function findCallee(words: readonly Word[], index: number): string | undefined {
  let closed = 0;
  for (let at = index - 1; at >= 0; at--) {
    if (words[at]?.text === ')') closed++;
    if (words[at]?.text === '(' && --closed < 0) return words[at + 1]?.text;
  }
  return words[0]?.text;
}

function describePath({ frame }: PlacedTag, word: Word, offset: number, payload: PayloadSpots): Hover | undefined {
  if (word.kind !== 'path') return undefined;
  const path = readTypedPath(word);
  const index = path.segments.findIndex(({ start, end }) => start <= offset && offset <= end);
  const segment = path.segments[index];
  const count = segment === undefined ? path.segments.length : index + 1;
  const spot = readPathSpot(path, frame, payload, count);
  const span =
    segment === undefined || (count === path.segments.length && count === 1)
      ? { start: word.start, end: word.end }
      : { start: segment.start, end: segment.end };
  const first = path.segments[0]?.name ?? '';
  if (path.isData && count === 1) {
    const about = dataReference.find(({ name }) => name === first);
    return about && { span, ...describeSpotAs(spot, `@${first}`), signature: `@${first}`, text: about.text };
  }
  if (!path.isExplicit && !path.isData && count === 1 && frame.parameters.has(first))
    return { span, ...describeParameter(first, spot) };
  return isKnown(spot) ? { span, ...describeSpotAs(spot, segment?.name ?? word.text) } : undefined;
}

function describeParameter(name: string, spot: Spot): Omit<Hover, 'span'> {
  const text = ['A parameter of the block.', describeSpot(spot)].join(' ').trim();
  return { ...describeSpotAs(spot, name), signature: name, text };
}

function describeSpotAs(spot: Spot, name: string): Omit<Hover, 'span'> {
  const path = pathOfSpot(spot);
  const described = { signature: path ?? name, text: describeSpot(spot), values: showSamples(spot) };
  return path === undefined ? described : { ...described, path };
}
