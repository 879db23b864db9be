import type { Span } from '@postmap/engine';
import { addToPointer } from './pointer.ts';

/** Where a place of a value stands in a text. */
export interface Located {
  readonly pointer: string;
  /** The value. */
  readonly span: Span;
  /** Its name, quotes and all, where it has one there. */
  readonly key?: Span;
  /** Other places are within it. */
  readonly holds: boolean;
}

/** A string, a number or a word, or a sign. */
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[-+.\w]+|[{}[\],:])/y;

interface Open {
  pointer: string;
  /** Of an array, the position that comes next; of an object, undefined. */
  next: number | undefined;
  name: { text: string; span: Span } | undefined;
}

/** All places of JSON text, what holds others before them. Text that is no JSON gives what could be read of it. */
export function locateJson(text: string): Located[] {
  const found: Located[] = [];
  const open: Open[] = [];
  const begun: number[] = [];
  const begin = (start: number, end: number, holds: boolean): string => {
    const holder = open.at(-1);
    const pointer = holder === undefined ? '' : addToPointer(holder.pointer, holder.next ?? holder.name?.text ?? '');
    const key = holder?.next === undefined ? holder?.name?.span : undefined;
    found.push({ pointer, span: { start, end }, holds, ...(key === undefined ? {} : { key }) });
    return pointer;
  };
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const token = match[1] ?? '';
    const end = TOKEN.lastIndex;
    const start = end - token.length;
    const holder = open.at(-1);
    if (token === '{' || token === '[') {
      begun.push(found.length);
      open.push({ pointer: begin(start, end, true), next: token === '[' ? 0 : undefined, name: undefined });
    } else if (token === '}' || token === ']') {
      open.pop();
      const index = begun.pop();
      const whole = index === undefined ? undefined : found[index];
      if (index !== undefined && whole !== undefined) found[index] = { ...whole, span: { ...whole.span, end } };
    } else if (token === ',') {
      if (holder?.next !== undefined) holder.next++;
      else if (holder !== undefined) holder.name = undefined;
    } else if (token !== ':') {
      if (holder !== undefined && holder.next === undefined && holder.name === undefined)
        holder.name = { text: readName(token), span: { start, end } };
      else begin(start, end, false);
    }
  }
  return found;
}

function readName(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch (error) {
    if (error instanceof SyntaxError) return token;
    throw error;
  }
}
