import type { Span } from '@postmap/engine';
import { isRecord } from '../mapper/field-tree.ts';
import type { Located } from './locate-json.ts';
import { addToPointer } from './pointer.ts';

/** A field of a form or a query: where it stands as it is sent, and as it is shown, `name = text` in lines. */
export interface SentField {
  readonly name: string;
  readonly sent: { readonly name: Span; readonly text: Span };
  readonly shown: { readonly name: Span; readonly text: Span };
}

const BETWEEN = ' = ';

/** The fields of what is sent, in order. */
export function readFields(sent: string): SentField[] {
  const fields: SentField[] = [];
  let at = 0;
  let shownAt = 0;
  for (const pair of sent.split('&')) {
    const start = at;
    at += pair.length + 1;
    const [decoded] = new URLSearchParams(pair);
    if (decoded === undefined) continue;
    const [name, text] = decoded;
    const sign = pair.indexOf('=');
    const nameEnd = start + (sign === -1 ? pair.length : sign);
    const textStart = shownAt + name.length + BETWEEN.length;
    fields.push({
      name,
      sent: {
        name: { start, end: nameEnd },
        text: { start: Math.min(nameEnd + 1, start + pair.length), end: start + pair.length },
      },
      shown: {
        name: { start: shownAt, end: shownAt + name.length },
        text: { start: textStart, end: textStart + text.length },
      },
    });
    shownAt = textStart + text.length + 1;
  }
  return fields;
}

/** The places of a value that fields stand for, in the text that is sent or shown. What was left out has none. */
export function locateFields(fields: readonly SentField[], value: unknown, as: 'sent' | 'shown'): Located[] {
  const leaves = listLeaves(value, '', '');
  const found: Located[] = [];
  let next = 0;
  for (const field of fields) {
    let leaf = leaves[next];
    while (leaf !== undefined && leaf.name !== field.name) leaf = leaves[++next];
    if (leaf === undefined) return [];
    next++;
    found.push({ pointer: leaf.pointer, key: field[as].name, span: field[as].text, holds: false });
  }
  return found;
}

/** In the order in which they are written: names nest as `a[b]`, an array repeats its name. */
function listLeaves(value: unknown, name: string, pointer: string): { name: string; pointer: string }[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => listLeaves(item, name, addToPointer(pointer, index)));
  if (!isRecord(value)) return value === undefined ? [] : [{ name, pointer }];
  return Object.entries(value).flatMap(([key, part]) =>
    listLeaves(part, name === '' ? key : `${name}[${key}]`, addToPointer(pointer, key)),
  );
}
