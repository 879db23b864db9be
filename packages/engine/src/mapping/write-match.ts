import type { Shape, ValueType } from '../shapes/shape.ts';
import { findIndent, findLineBreak } from './layout.ts';
import type { Mapping } from './mapping.ts';
import { findBestArray, findBestSource } from './match-fields.ts';
import type { SearchPlace } from './match-fields.ts';
import type { Match, Wanted } from './match.ts';
import { readMapping } from './project.ts';
import type { TargetField } from './read-target.ts';
import { readPointer } from './source-place.ts';
import { findConversion, writeConversion } from './write-conversion.ts';
import { writePath } from './write-path.ts';
import { writeSource } from './write-source.ts';
import { writeText } from './write-value.ts';

/** Where a field of the target is to be made. */
export interface MatchPlace extends SearchPlace {
  mapping: Mapping;
  /** Of the line that it begins on. */
  indent: string;
  /** All that the target asks for and nothing makes yet. */
  missing: readonly TargetField[];
}

/** An expression, and what it was made of. */
export interface WrittenMatch {
  text: string;
  match: Match;
}

type WritePath = (pointer: string) => string | undefined;

/** A list of the payload that is no worse than this is it, whatever single fields there are. */
const SURE_LOOP = 0.6;
/** Of the fields of a list of one: with less of them found it is more likely that it is a list of something else. */
const LEAST_OF_ONE = 0.5;

/** The best that there is for a field: of an object or a list with all that the target misses in it. Undefined for nothing. */
export function writeField(place: MatchPlace, field: Wanted): WrittenMatch | undefined {
  const { mapping, scope, missing } = place;
  const { pointer, type } = field;
  if (type === 'object')
    return writeObject(
      place,
      missing.filter((one) => isChild(pointer, one.pointer)),
    );
  if (type !== 'array') {
    const match = findBestSource(place, field);
    const text = match === undefined ? undefined : writeMatch(match, type, (at) => pathTo(mapping, scope, at));
    return match === undefined || text === undefined ? undefined : { text, match };
  }
  const inner = missing.filter((one) => isChild(`${pointer}/[]`, one.pointer));
  const loop = writeLoop(place, pointer, inner);
  if (inner.length === 0 || (loop !== undefined && loop.match.score >= SURE_LOOP)) return loop;
  const one = writeListOfOne(place, inner);
  return loop === undefined || (one !== undefined && one.match.score > loop.match.score) ? one : loop;
}

function writeLoop(place: MatchPlace, pointer: string, inner: readonly TargetField[]): WrittenMatch | undefined {
  const { mapping, scope, sources, indent } = place;
  const match = findBestArray(place, { pointer, inner });
  const path = match === undefined ? undefined : writePath(mapping, scope, match.field.pointer);
  if (match === undefined || path === undefined) return undefined;
  if (inner.length === 0) return { text: path, match };
  const items = { ...place, mapping: undefined, sources: sources.within(match.field) };
  // In the loop over an array its fields are named alone.
  const none = readMapping('$', undefined);
  const pathIn: WritePath = (at) => writePath(none, '', at.slice(match.field.pointer.length + 3));
  const fields = inner.flatMap((one) => {
    const found = findBestSource(items, one);
    const text = found === undefined ? undefined : writeMatch(found, one.type, pathIn);
    return text === undefined ? [] : [{ name: lastName(one.pointer), text }];
  });
  if (fields.length === 0) return undefined;
  return { text: `[${path}.${writeFields(mapping, fields, indent)}]`, match };
}

/** Where the payload has no such array, but what an item asks for. */
function writeListOfOne(place: MatchPlace, inner: readonly TargetField[]): WrittenMatch | undefined {
  const written = writeObject(place, inner);
  if (written === undefined || written.match.score < LEAST_OF_ONE) return undefined;
  return {
    text: `[${written.text}]`,
    match: { ...written.match, why: 'single fields have what the one item asks for' },
  };
}

/** As good as its fields are: what is not found counts too. */
function writeObject(place: MatchPlace, children: readonly TargetField[]): WrittenMatch | undefined {
  const written = children.flatMap((child) => {
    const made = writeField(place, child);
    return made === undefined ? [] : [{ ...made, name: lastName(child.pointer) }];
  });
  const [first] = written;
  if (first === undefined) return undefined;
  const score = written.reduce((sum, { match }) => sum + match.score, 0) / written.length;
  const text = writeFields(place.mapping, written, place.indent);
  const why =
    children.length === 1
      ? first.match.why
      : `${written.length} of ${children.length} fields, the first by ${first.match.why}`;
  return { text, match: { ...first.match, score, why } };
}

/** On lines of their own where they are more than a glance. */
function writeFields({ source }: Mapping, fields: readonly { name: string; text: string }[], indent: string): string {
  const pairs = fields.map(({ name, text }) => `${writeText(name)}: ${text}`);
  const line = `{ ${pairs.join(', ')} }`;
  if (line.length <= 60 && !line.includes('\n')) return line;
  const outer = `${findLineBreak(source)}${indent}`;
  const inner = `${outer}${findIndent(source)}`;
  return `{${pairs.map((pair) => `${inner}${pair.replaceAll('\n', `\n${findIndent(source)}`)}`).join(',')}${outer}}`;
}

function pathTo(mapping: Mapping, scope: string, sourcePointer: string): string | undefined {
  const written = writeSource(mapping, scope, { sourcePointer, as: 'path' });
  return 'reason' in written ? undefined : written.text;
}

function writeMatch(
  { field, parts, around }: Match,
  type: ValueType | undefined,
  writeTo: WritePath,
): string | undefined {
  const texts = parts.map((part) => (typeof part === 'string' ? writeText(part) : writeTo(part.pointer)));
  const [only, ...others] = texts;
  if (texts.includes(undefined) || only === undefined) return undefined;
  if (others.length > 0) return texts.join(' & ');
  return around === undefined ? convertText(only, field.shape, type) : `${around.before}${only}${around.after}`;
}

function convertText(text: string, shape: Shape, type: ValueType | undefined): string {
  if (type !== 'string' && type !== 'number' && type !== 'boolean') return text;
  const to = findConversion(shape, type);
  if (to === undefined || to === 'none') return text;
  const { before, after } = writeConversion(to, shape);
  return before + text + after;
}

function isChild(holder: string, pointer: string): boolean {
  return pointer.startsWith(`${holder}/`) && !pointer.slice(holder.length + 1).includes('/');
}

function lastName(pointer: string): string {
  return readPointer(pointer).tokens.at(-1) ?? '';
}
