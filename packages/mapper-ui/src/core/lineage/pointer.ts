import { escapeToken, unescapeToken } from '@postmap/engine';
import { isRecord } from '../mapper/field-tree.ts';

/** The names and positions of a JSON Pointer (RFC 6901). */
export function splitPointer(pointer: string): string[] {
  return pointer.split('/').slice(1).map(unescapeToken);
}

export function addToPointer(pointer: string, name: string | number): string {
  return `${pointer}/${escapeToken(String(name))}`;
}

/** Whether `pointer` leads to `holder` or to something within it. */
export function isAtOrBelow(pointer: string, holder: string): boolean {
  return pointer === holder || pointer.startsWith(`${holder}/`);
}

/** What a pointer leads to; undefined where it leads nowhere. */
export function resolvePointer(root: unknown, pointer: string): unknown {
  let value = root;
  for (const name of splitPointer(pointer)) {
    if (Array.isArray(value)) value = value[Number(name)];
    else value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

/** A place of a value for people, `items[0].sku`; empty for the value as a whole. */
export function describePlace(root: unknown, pointer: string): string {
  let value = root;
  let text = '';
  for (const name of splitPointer(pointer)) {
    if (Array.isArray(value)) text += `[${name}]`;
    else if (/^[\w$-]+$/.test(name)) text += text === '' ? name : `.${name}`;
    else text += `[${JSON.stringify(name)}]`;
    value = Array.isArray(value) ? value[Number(name)] : isRecord(value) ? value[name] : undefined;
  }
  return text;
}

/** A place of the payload as the source tree names its fields: without the positions of items, which it shows as one. */
export function findFieldId(payload: unknown, pointer: string): string {
  let value = payload;
  let id = '';
  for (const name of splitPointer(pointer)) {
    if (!Array.isArray(value)) id = addToPointer(id, name);
    value = Array.isArray(value) ? value[Number(name)] : isRecord(value) ? value[name] : undefined;
  }
  return id;
}

/** Where `names` lead from a place of a value, through all items of arrays on the way; at most `limit` pointers. */
export function expandNames(root: unknown, pointer: string, names: readonly string[], limit: number): string[] {
  const found: string[] = [];
  const walk = (value: unknown, at: string, depth: number): void => {
    if (found.length >= limit) return;
    const name = names[depth];
    if (name === undefined) found.push(at);
    else if (Array.isArray(value))
      for (const [index, item] of value.entries()) walk(item, addToPointer(at, index), depth);
    else if (isRecord(value) && Object.hasOwn(value, name)) walk(value[name], addToPointer(at, name), depth + 1);
  };
  walk(resolvePointer(root, pointer), pointer, 0);
  return found;
}
