import { isNumericText } from '../shapes/numeric-text.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Aggregate, LoopMode } from './action.ts';
import { refuse } from './draft.ts';
import type { Refusal } from './draft.ts';
import type { Mapping } from './mapping.ts';
import { findPointerShape } from './row-shape.ts';
import type { ScopeId } from './row.ts';
import { escapeToken } from '../shapes/json-pointer.ts';
import { readPointer } from './source-place.ts';
import { joinSteps } from '../languages/jsonata/write-name.ts';
import { findOpenItems, writePath } from './write-path.ts';
import { writeText } from './write-value.ts';

export interface SourceUse {
  sourcePointer: string;
  as: 'path' | LoopMode | Aggregate;
  /** Between joined texts. */
  separator?: string | undefined;
}

/** What reads a place of the payload, from within a scope, in the way that is asked for. */
export function writeSource(
  mapping: Mapping,
  scope: ScopeId,
  { sourcePointer, as, separator = ', ' }: SourceUse,
): { text: string } | Refusal {
  const path = writePath(mapping, scope, sourcePointer);
  if (path === undefined)
    return refuse(`no path leads to ${describePointer(sourcePointer)} from there: give what it is in a variable`);
  const shape = findItemShape(mapping, sourcePointer);
  switch (as) {
    case 'path':
      return { text: path };
    case 'copy':
      return { text: findOpenItems(mapping, scope, sourcePointer).length > 0 ? `[${path}]` : path };
    case 'forEach':
      return { text: `[${path}.{}]` };
    case 'count':
      return { text: `$count(${path})` };
    case 'first':
      return { text: writeFirst(mapping, scope, sourcePointer, path) };
    case 'sum':
      return { text: `$sum(${writeEach(path, shape, 'number')})` };
    default:
      return { text: `$join(${writeEach(path, shape, 'string')}, ${writeText(separator)})` };
  }
}

/** For people: `order.lines.sku`. */
export function describePointer(pointer: string): string {
  const { root, tokens } = readPointer(pointer);
  const names = tokens.filter((token) => token !== '[]');
  return names.length === 0 ? root || 'the whole payload' : joinSteps(root === '' ? undefined : root, names);
}

/** Of the items, where the pointer is of an array. */
function findItemShape(mapping: Mapping, pointer: string): Shape | undefined {
  let shape = findPointerShape(mapping, pointer);
  for (let depth = 0; shape?.types.has('array') === true && depth < 8; depth++) shape = shape.items;
  return shape;
}

/** The first item of the array on the way, so that the rest is read in it; with several of them, of all together. */
function writeFirst(mapping: Mapping, scope: ScopeId, pointer: string, path: string): string {
  const { tokens } = readPointer(pointer);
  const items = findOpenItems(mapping, scope, pointer);
  const [at] = items;
  if (at === undefined) return withFirst(path);
  const before = tokens.slice(0, at).map((token) => `/${token === '[]' ? token : escapeToken(token)}`);
  const array = writePath(mapping, scope, before.join(''));
  if (items.length > 1 || array === undefined || !path.startsWith(array)) return `(${path})[0]`;
  return joinSteps(withFirst(array), tokens.slice(at + 1));
}

function withFirst(path: string): string {
  return path.startsWith('"') ? `(${path})[0]` : `${path}[0]`;
}

/** Each value as what the function takes; what is not there is left out or made nothing of. */
function writeEach(path: string, shape: Shape | undefined, wanted: 'number' | 'string'): string {
  if (shape === undefined) return path;
  const types = [...shape.types.keys()];
  const isWanted = types.every((type) => type === wanted);
  const canConvert = wanted === 'string' || types.includes('number') || isNumericText(shape);
  if (isWanted || !canConvert) return path;
  const { before, last } = splitPath(path);
  const value =
    types.includes('null') || (wanted === 'number' && shape.examples.includes(''))
      ? `$default(${last}, ${wanted === 'number' ? '0' : '""'})`
      : last;
  const isAll = types.every((type) => type === wanted || type === 'null');
  return `${before}.${isAll && value !== last ? value : `$${wanted}(${value})`}`;
}

/** The last step, to be called on in the steps before it. */
function splitPath(path: string): { before: string; last: string } {
  const found = /^(.*)\.((?:`[^`]*`|[A-Za-z_]\w*))$/s.exec(path);
  const [, before, last] = found ?? [];
  return before === undefined || last === undefined ? { before: path, last: '$' } : { before, last };
}
