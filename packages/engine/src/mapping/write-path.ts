import type { Mapping, ScopeSite } from './mapping.ts';
import type { ReadingContext } from './reading.ts';
import type { ScopeId } from './row.ts';
import { findPointerShape } from './row-shape.ts';
import { readPointer } from './source-place.ts';
import type { SourcePlace } from './source-place.ts';
import { joinSteps } from '../languages/jsonata/write-name.ts';

/** The steps of a wanted place: which items are those that a scope is at is known from the scopes. */
type Steps = SourcePlace['steps'];

interface Candidate {
  /** What stands in front of the names; undefined for none, the names are relative. */
  text: string | undefined;
  names: string[];
}

/**
 * The path that reads a place of the payload from within a scope: relative to what the innermost loop is at, from a variable,
 * from an enclosing loop by `%`, else from the root by `$$`. Undefined where no path leads there.
 */
export function writePath({ scopes, shape }: Mapping, scope: ScopeId, pointer: string): string | undefined {
  const { root, tokens: all } = readPointer(pointer);
  if (root !== '') return joinSteps(root, all.filter(isName));
  // Where arrays are is known from the shape alone.
  const tokens = shape === undefined ? all.filter(isName) : all;
  const chain = listScopes(scopes, scope);
  const [inner] = chain;
  if (inner === undefined) return undefined;
  const wanted = pinSteps(tokens, chain);
  const relative = fromPlace(undefined, onlyPlace(inner.context), wanted);
  const variable = findVariable(inner.context, wanted);
  const isLonger = variable !== undefined && (relative === undefined || variable.names.length < relative.names.length);
  const best = isLonger ? variable : relative;
  const found = best ?? (isPinned(wanted) ? fromParents(inner.context, wanted) : fromRoot(wanted));
  if (found === undefined) return undefined;
  return found.names.length === 0 ? (found.text ?? '$') : joinSteps(found.text, found.names);
}

/** Whether a place has many values, read from within a scope: an array, or a field of items that no loop is at. */
export function readsMany(mapping: Mapping, scope: ScopeId, pointer: string): boolean {
  return (
    findPointerShape(mapping, pointer)?.types.has('array') === true || findOpenItems(mapping, scope, pointer).length > 0
  );
}

/** Which tokens of a pointer stand for all items of an array, read from within a scope. */
export function findOpenItems({ scopes }: Mapping, scope: ScopeId, pointer: string): number[] {
  const wanted = pinSteps(readPointer(pointer).tokens, listScopes(scopes, scope));
  return wanted.flatMap((step, index) => ('items' in step && step.items === 'all' ? [index] : []));
}

/** Innermost first. */
function listScopes(scopes: ReadonlyMap<ScopeId, ScopeSite>, from: ScopeId): ScopeSite[] {
  const chain: ScopeSite[] = [];
  for (let at = scopes.get(from); at !== undefined; at = at.outer === undefined ? undefined : scopes.get(at.outer)) {
    chain.push(at);
  }
  return chain;
}

/** Of the items on the way, those that a scope goes through are the one that it is at. */
function pinSteps(tokens: readonly string[], chain: readonly ScopeSite[]): Steps {
  let best: Steps = [];
  for (const { context } of chain) {
    for (const place of placesOf(context)) {
      // A part of an array is not what a loop is at.
      if (!place.isWhole) continue;
      const common = countCommon(place.steps, tokens);
      const pinned = place.steps.slice(0, common);
      if (pinned.filter((step) => 'items' in step && step.items !== 'all').length > 0 && common > best.length) {
        best = pinned;
      }
    }
  }
  const rest = tokens.slice(best.length);
  return [...best, ...rest.map((token): Steps[number] => (token === '[]' ? { items: 'all' } : { name: token }))];
}

/** What `$` is, and what variables stand for. */
function placesOf(context: ReadingContext): SourcePlace[] {
  const place = onlyPlace(context);
  const variables = [...context.variables.list()].flatMap(([, { places }]) => places.map((reached) => reached.place));
  return place === undefined ? variables : [place, ...variables];
}

/** Up to the last item that both go through. */
function countCommon(steps: Steps, tokens: readonly string[]): number {
  let last = 0;
  for (const [index, step] of steps.entries()) {
    const token = tokens[index];
    if ('items' in step ? token !== '[]' : token !== step.name) break;
    if ('items' in step) last = index + 1;
  }
  return last;
}

function onlyPlace({ item }: ReadingContext): SourcePlace | undefined {
  return item.places.length === 1 ? item.places[0]?.place : undefined;
}

/** From a place that the wanted one is in. */
function fromPlace(text: string | undefined, place: SourcePlace | undefined, wanted: Steps): Candidate | undefined {
  if (place === undefined || place.root !== '' || !place.isWhole || place.steps.length > wanted.length)
    return undefined;
  if (!place.steps.every((step, index) => isSame(step, wanted[index]))) return undefined;
  const rest = wanted.slice(place.steps.length);
  // Names lead to all items on the way, not to the one that a loop is at.
  if (isPinned(rest)) return undefined;
  return { text, names: rest.flatMap((step) => ('name' in step ? [step.name] : [])) };
}

function isSame(step: Steps[number], other: Steps[number] | undefined): boolean {
  if (other === undefined) return false;
  if ('name' in step) return 'name' in other && step.name === other.name;
  if (!('items' in other)) return false;
  return step.items === 'all' || other.items === 'all'
    ? step.items === other.items
    : step.items.scope === other.items.scope;
}

/** The variable with the fewest names left to write; the root under another name is none. */
function findVariable({ variables }: ReadingContext, wanted: Steps): Candidate | undefined {
  const seen = new Set<string>();
  let best: Candidate | undefined;
  for (const [name, reached] of variables.list()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const [only] = reached.places;
    if (only === undefined || reached.places.length > 1 || reached.readings.length > 0) continue;
    if (only.place.steps.length === 0) continue;
    const candidate = fromPlace(`$${name}`, only.place, wanted);
    if (candidate !== undefined && (best === undefined || candidate.names.length < best.names.length)) best = candidate;
  }
  return best;
}

/** Each `%` goes back by one name. */
function fromParents(inner: ReadingContext, wanted: Steps): Candidate | undefined {
  const at = onlyPlace(inner);
  let climbed = '';
  for (let context = inner.parent; context !== undefined; context = context.parent) {
    climbed = climbed === '' ? '%' : `${climbed}.%`;
    const place = onlyPlace(context);
    if (place === undefined || at === undefined) return undefined;
    // What a loop came through is the one that it is at.
    const steps = at.steps.slice(0, place.steps.length);
    const candidate = fromPlace(climbed, { ...place, steps }, wanted);
    if (candidate !== undefined) return candidate;
  }
  return undefined;
}

function fromRoot(wanted: Steps): Candidate {
  return { text: '$$', names: wanted.flatMap((step) => ('name' in step ? [step.name] : [])) };
}

function isPinned(steps: Steps): boolean {
  return steps.some((step) => 'items' in step && step.items !== 'all');
}

function isName(token: string): boolean {
  return token !== '[]';
}
