import { findNearestName } from '../../../diagnostics/find-nearest-name.ts';
import type { Findings } from '../../../diagnostics/findings.ts';
import { describeMissing } from '../../../shapes/describe-missing.ts';
import { enterItems, selectField } from '../../../shapes/payload-place.ts';
import type { PayloadPlace } from '../../../shapes/payload-place.ts';
import type { Frame } from './frame.ts';
import { quotePart, spanOfPart } from './template-path.ts';
import type { TemplatePath } from './template-path.ts';

const DATA = ['root', 'index', 'key', 'first', 'last', 'event', 'customer', 'trigger'];

/** Shorter names are one letter apart by chance. */
const SLIP_LENGTH = 5;

export interface Resolver {
  source: string;
  root: PayloadPlace | undefined;
  findings: Findings;
}

/** The place of the payload that a path means; undefined where that is not known. Reports what is not there. */
export function resolvePath(
  resolver: Resolver,
  path: TemplatePath,
  frame: Frame,
  isAsked: boolean,
): PayloadPlace | undefined {
  const start = findStart(resolver, path, frame);
  if (start === undefined) return undefined;
  let { place } = start;
  for (let index = start.taken; index < path.parts.length; index++) {
    const part = path.parts[index] ?? '';
    if (place === undefined) return undefined;
    const next = selectPart(place, part);
    if (next === 'unknown') return undefined;
    if (typeof next === 'string') {
      reportMissing(resolver, { path, index, place, frame, isAsked, missing: next });
      return undefined;
    }
    place = next;
  }
  return place;
}

/** Where the path begins, and how many of its parts said so. */
function findStart(
  resolver: Resolver,
  path: TemplatePath,
  frame: Frame,
): { place: PayloadPlace | undefined; taken: number } | undefined {
  const [first] = path.parts;
  if (path.isData) {
    if (path.depth > 0) return undefined;
    if (first === 'root') return { place: resolver.root, taken: 1 };
    if (first !== undefined && !DATA.includes(first)) reportUnknownData(resolver, path, first);
    return undefined;
  }
  if (!path.isExplicit && first !== undefined && frame.parameters.has(first)) {
    return { place: frame.parameters.get(first), taken: 1 };
  }
  let context: Frame | undefined = frame;
  for (let depth = 0; depth < path.depth; depth++) context = context?.outer;
  return context === undefined ? undefined : { place: context.place, taken: 0 };
}

function selectPart(place: PayloadPlace, part: string): PayloadPlace | 'unknown' | 'field' | 'object' | 'array' {
  const { types } = place.shape;
  if (types.has('array')) {
    if (types.has('object')) return 'unknown';
    if (/^\d+$/.test(part)) {
      const { item } = enterItems(place);
      return item === undefined ? 'unknown' : { ...item, uncounted: true };
    }
    return part === 'length' ? 'unknown' : 'array';
  }
  if (part === 'length' && types.has('string')) return 'unknown';
  const selection = selectField(place, part);
  if ('found' in selection) return selection.found;
  return 'missing' in selection ? selection.missing : 'unknown';
}

interface Miss {
  path: TemplatePath;
  index: number;
  place: PayloadPlace;
  frame: Frame;
  isAsked: boolean;
  missing: 'field' | 'object' | 'array';
}

function reportMissing({ findings }: Resolver, miss: Miss): void {
  const { path, index, place, frame, isAsked, missing } = miss;
  const name = path.parts[index] ?? '';
  const span = spanOfPart(path, index);
  if (missing === 'array') {
    if (isAsked) return;
    const message = `\`${place.path}\` is an array, which has no field \`${name}\`: go through it with {{#each}}, or name an item, such as [0]`;
    findings.add('unknown-path', message, span);
    return;
  }
  const up = index === 0 && path.depth === 0 && !path.isExplicit && !path.isData ? countUp(name, frame) : undefined;
  if (up !== undefined) {
    const prefix = '../'.repeat(up.depth);
    const where = up.place.path === '' ? 'at the root of the payload' : `in \`${up.place.path}\``;
    const message = `\`${name}\` is ${where}, not in \`${place.path}\`: write \`${prefix}${path.text}\``;
    const { start } = path.span;
    findings.add('outer-path', message, path.span, {
      title: `Write ${prefix}${path.text}`,
      edits: [{ start, end: start, text: prefix }],
    });
    return;
  }
  const { message, nearest } = describeMissing(place, name, missing);
  if (isAsked && (nearest === undefined || name.length < SLIP_LENGTH)) return;
  const fix =
    nearest === undefined
      ? undefined
      : { title: `Change to ${nearest}`, edits: [{ ...widen(span, path), text: quotePart(nearest) }] };
  findings.add('unknown-path', message, span, fix);
}

/** With the brackets around a quoted part. */
function widen({ start, end }: { start: number; end: number }, { text, span }: TemplatePath) {
  const isQuoted = text.charAt(start - span.start - 1) === '[' && text.charAt(end - span.start) === ']';
  return isQuoted ? { start: start - 1, end: end + 1 } : { start, end };
}

/** How many contexts further out the field is. */
function countUp(name: string, frame: Frame): { depth: number; place: PayloadPlace } | undefined {
  let depth = 1;
  for (let { outer } = frame; outer !== undefined; outer = outer.outer) {
    if (outer.place?.shape.fields.has(name) === true) return { depth, place: outer.place };
    depth++;
  }
  return undefined;
}

function reportUnknownData({ findings }: Resolver, path: TemplatePath, name: string): void {
  const nearest = findNearestName(name, DATA);
  if (nearest === undefined) return;
  const span = spanOfPart(path, 0);
  findings.add('unknown-variable', `nothing defines \`@${name}\`; did you mean \`@${nearest}\`?`, path.span, {
    title: `Change to @${nearest}`,
    edits: [{ ...span, text: nearest }],
  });
}
