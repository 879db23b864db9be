import type { Span } from '@postmap/engine';
import { isRecord } from '../mapper/field-tree.ts';
import type { Located } from './locate-json.ts';
import { addToPointer } from './pointer.ts';

/** A start or end tag with its name, its attributes and whether it ends itself; anything else is not of interest. */
const TAG = /<(\/?)([^\s/>?!]+)((?:\s+[^\s=]+="[^"]*")*)\s*(\/?)>/g;
const ATTRIBUTE = /([^\s=]+)="([^"]*)"/g;

interface Open {
  /** Undefined for what the value has no place for. */
  pointer: string | undefined;
  value: unknown;
  /** How many elements of a name have begun. */
  begun: Map<string, number>;
  /** Of the place in the list. */
  index: number;
  contentStart: number;
}

/**
 * The places of a value in the XML that the engine wrote of it: one top-level key is the root, else it is `root`; an array
 * repeats its element, `@x` is an attribute, `#text` the text beside them.
 */
export function locateXml(text: string, value: unknown): Located[] {
  const found: Located[] = [];
  const open: Open[] = [];
  for (const match of text.matchAll(TAG)) {
    const [whole, slash, name = '', attributes = '', selfEnd] = match;
    const start = match.index;
    const end = start + whole.length;
    if (slash === '/') {
      const closed = open.pop();
      const place = closed === undefined ? undefined : found[closed.index];
      if (closed === undefined || place === undefined || closed.pointer === undefined) continue;
      const content = { start: closed.contentStart, end: start };
      if (!isRecord(closed.value)) found[closed.index] = { ...place, span: content };
      else {
        found[closed.index] = { ...place, span: { start: place.span.start, end } };
        if (Object.hasOwn(closed.value, '#text'))
          found.push({ pointer: addToPointer(closed.pointer, '#text'), span: content, holds: false });
      }
      continue;
    }
    const holder = open.at(-1);
    const place = holder === undefined ? findRoot(value) : findChild(holder, name);
    const index = found.length;
    if (place !== undefined) {
      const key: Span = { start: start + 1, end: start + 1 + name.length };
      found.push({ pointer: place.pointer, key, span: { start, end }, holds: isRecord(place.value) });
      for (const attribute of attributes.matchAll(ATTRIBUTE)) {
        const [, attributeName = '', written = ''] = attribute;
        const at = start + 1 + name.length + attribute.index;
        const textStart = at + attributeName.length + 2;
        found.push({
          pointer: addToPointer(place.pointer, `@${attributeName}`),
          key: { start: at, end: at + attributeName.length },
          span: { start: textStart, end: textStart + written.length },
          holds: false,
        });
      }
    }
    if (selfEnd !== '/')
      open.push({ pointer: place?.pointer, value: place?.value, begun: new Map(), index, contentStart: end });
  }
  return found;
}

function findRoot(value: unknown): { pointer: string; value: unknown } | undefined {
  if (!isRecord(value)) return undefined;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const [only] = fields;
  const isRoot =
    fields.length === 1 &&
    only !== undefined &&
    !only[0].startsWith('@') &&
    only[0] !== '#text' &&
    !Array.isArray(only[1]);
  return isRoot ? { pointer: addToPointer('', only[0]), value: only[1] } : { pointer: '', value };
}

function findChild({ pointer, value, begun }: Open, name: string): { pointer: string; value: unknown } | undefined {
  const count = begun.get(name) ?? 0;
  begun.set(name, count + 1);
  if (pointer === undefined || !isRecord(value) || !Object.hasOwn(value, name)) return undefined;
  return listItems(value[name], addToPointer(pointer, name))[count];
}

/** An array within an array repeats the element, too. */
function listItems(value: unknown, pointer: string): { pointer: string; value: unknown }[] {
  if (!Array.isArray(value)) return value === undefined ? [] : [{ pointer, value }];
  return value.flatMap((item: unknown, index) => listItems(item, addToPointer(pointer, index)));
}
