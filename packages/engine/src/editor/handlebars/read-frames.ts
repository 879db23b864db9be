import type { Span } from '../../diagnostics/diagnostic.ts';
import type { PayloadSpots } from '../payload-spots.ts';
import { enterSpot, NOWHERE, selectFrom, spotOfType } from '../spot.ts';
import type { Spot } from '../spot.ts';
import { readTypedPath } from './read-path.ts';
import type { TypedPath } from './read-path.ts';
import type { Tag } from './scan-tags.ts';
import type { Word } from './scan-words.ts';

export interface BlockParameter {
  name: string;
  span: Span;
  read: () => Spot;
}

/** What names are looked up in. */
export interface Frame {
  read: () => Spot;
  outer: Frame | undefined;
  /** Those of blocks around it, too. */
  parameters: ReadonlyMap<string, BlockParameter>;
  isLoop: boolean;
}

/** A tag with where its words are read; `blocks` are those open there, outermost first. */
export interface PlacedTag {
  tag: Tag;
  frame: Frame;
  blocks: readonly OpenBlock[];
  parameters: readonly BlockParameter[];
}

export interface OpenBlock {
  helper: string;
  /** Within it. */
  frame: Frame;
  /** Around it. */
  outer: Frame;
}

/** Each tag with where it stands; the last entry, without a tag, is the end of the source. */
export function readFrames(
  tags: readonly Tag[],
  payload: PayloadSpots,
): { placed: PlacedTag[]; frame: Frame; blocks: OpenBlock[] } {
  const placed: PlacedTag[] = [];
  const blocks: OpenBlock[] = [];
  const root: Frame = { read: () => payload.root, outer: undefined, parameters: new Map(), isLoop: false };
  const current = (): Frame => blocks.at(-1)?.frame ?? root;
  for (const tag of tags) {
    if (tag.kind === 'close') {
      placed.push({ tag, frame: current(), blocks: [...blocks], parameters: [] });
      blocks.pop();
      continue;
    }
    const isElse = tag.kind === 'else';
    const block = isElse ? blocks.at(-1) : undefined;
    const frame = block?.outer ?? current();
    const words = isElse ? tag.words.slice(1) : tag.words;
    const opened = tag.kind === 'open' || isElse ? openBlock(words, frame, payload) : undefined;
    placed.push({ tag, frame, blocks: [...blocks], parameters: opened?.parameters ?? [] });
    if (tag.kind === 'open' && opened !== undefined)
      blocks.push({ helper: words[0]?.text ?? '', frame: opened.frame, outer: frame });
    if (block !== undefined && opened !== undefined) blocks[blocks.length - 1] = { ...block, frame: opened.frame };
  }
  return { placed, frame: current(), blocks };
}

function openBlock(
  words: readonly Word[],
  outer: Frame,
  payload: PayloadSpots,
): { frame: Frame; parameters: BlockParameter[] } {
  const helper = words[0]?.text;
  const [, argument] = words;
  const read = (): Spot => (argument === undefined ? NOWHERE : readWord(argument, outer, payload));
  const item = helper === 'each' ? (): Spot => enterEach(read()) : read;
  const values = helper === 'each' ? [item, () => spotOfType('number')] : [item];
  const named = words.filter(({ kind }) => kind === 'parameter');
  const parameters = named.map(({ text, start, end }, index): BlockParameter => {
    return { name: text, span: { start, end }, read: values[index] ?? (() => NOWHERE) };
  });
  const known = new Map([...outer.parameters, ...parameters.map((parameter) => [parameter.name, parameter] as const)]);
  const opens = helper === 'each' || helper === 'with';
  if (!opens) return { frame: { ...outer, parameters: known }, parameters };
  return { frame: { read: item, outer, parameters: known, isLoop: outer.isLoop || helper === 'each' }, parameters };
}

/** The items of an array; fields of an object have nothing in common. */
function enterEach(spot: Spot): Spot {
  const types = spot.place?.shape.types;
  return types?.has('array') === true && !types.has('object') ? enterSpot(spot) : NOWHERE;
}

export function readWord(word: Word, frame: Frame, payload: PayloadSpots): Spot {
  if (word.kind === 'string' || word.kind === 'number') return spotOfType(word.kind);
  if (word.kind === 'constant') return spotOfType('boolean');
  return word.kind === 'path' ? readPathSpot(readTypedPath(word), frame, payload) : NOWHERE;
}

/** What the first `count` names of a path lead to. */
export function readPathSpot(path: TypedPath, frame: Frame, payload: PayloadSpots, count = path.segments.length): Spot {
  const start = readStart(path, frame, payload);
  return path.segments.slice(start.taken, count).reduce((spot, { name }) => selectPart(spot, name), start.spot);
}

function readStart(path: TypedPath, frame: Frame, payload: PayloadSpots): { spot: Spot; taken: number } {
  const first = path.segments[0]?.name ?? '';
  if (path.isData) return { spot: readData(first, payload), taken: 1 };
  const parameter = path.isExplicit ? undefined : frame.parameters.get(first);
  if (parameter !== undefined) return { spot: parameter.read(), taken: 1 };
  let context: Frame | undefined = frame;
  for (let depth = 0; depth < path.depth; depth++) context = context?.outer;
  return { spot: context?.read() ?? NOWHERE, taken: 0 };
}

export function readData(name: string, { root, context }: PayloadSpots): Spot {
  if (name === 'root') return root;
  if (name === 'index') return spotOfType('number');
  if (name === 'first' || name === 'last') return spotOfType('boolean');
  return name === 'key' ? spotOfType('string') : (context.get(name) ?? NOWHERE);
}

/** Arrays are not gone through: an item is named by its position. */
function selectPart(spot: Spot, name: string): Spot {
  if (spot.place?.shape.types.has('array') !== true) return selectFrom(spot, name);
  if (name === 'length') return spotOfType('number');
  if (!/^\d+$/.test(name)) return NOWHERE;
  const values = spot.values.flatMap((value) =>
    Array.isArray(value) && Number(name) in value ? [value[Number(name)]] : [],
  );
  return { ...enterSpot(spot), values };
}
