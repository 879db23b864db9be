import type { TextEdit } from '../diagnostics/text-edit.ts';
import type { SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import { joinSteps } from '../languages/jsonata/write-name.ts';
import { refuse } from './draft.ts';
import type { Refusal } from './draft.ts';
import type { Mapping } from './mapping.ts';
import { PlaceReader } from './place-reader.ts';
import { NOTHING } from './reading.ts';
import type { ReadingContext } from './reading.ts';
import type { Row, ScopeId } from './row.ts';
import { isMany, writePointer } from './source-place.ts';
import type { SourcePlace } from './source-place.ts';
import { writePath } from './write-path.ts';

/** An expression that goes from one scope to another. */
export interface PathMove {
  mapping: Mapping;
  reader: PlaceReader;
  /** All of it. */
  value: SyntaxNode;
  from: ReadingContext;
  to: ReadingContext;
  scope: ScopeId;
  /** The scopes that it leaves, and the rows that opened them. */
  left: ReadonlyMap<ScopeId, Row | undefined>;
  edits: TextEdit[];
}

export function openMove(mapping: Mapping, value: SyntaxNode, own: ScopeId, scope: ScopeId): PathMove | undefined {
  const { scopes, sites, projection } = mapping;
  const [from, to] = [scopes.get(own)?.context, scopes.get(scope)?.context];
  if (from === undefined || to === undefined) return undefined;
  const around = new Set(listAround(mapping, scope));
  const openers = new Map(projection.scopes.map(({ id, row }) => [id, sites.get(row)?.row]));
  const left = new Map(
    listAround(mapping, own)
      .filter((id) => !around.has(id))
      .map((id) => [id, openers.get(id)]),
  );
  const reader = new PlaceReader(scopes.get('')?.context.item ?? NOTHING);
  return { mapping, reader, value, from, to, scope, left, edits: [] };
}

/** Innermost first. */
function listAround({ scopes }: Mapping, from: ScopeId): ScopeId[] {
  const ids: ScopeId[] = [];
  for (let at = scopes.get(from); at !== undefined; at = at.outer === undefined ? undefined : scopes.get(at.outer))
    ids.push(at.id);
  return ids;
}

/** Writes names from the beginning of a path as they are read in the other scope. */
export function rewritePath(plain: readonly SyntaxNode[], move: PathMove): Refusal | undefined {
  const { mapping, reader, value, from, to, scope, edits } = move;
  const [head, last] = [plain[0], plain.at(-1)];
  if (head === undefined || last === undefined) return undefined;
  if (head.kind === 'name' && from.item === to.item) return undefined;
  const { places, fields } = reader.readSteps(plain, from).reached;
  const [only] = places;
  const isKnown = only !== undefined && places.length === 1 && fields === undefined && only.place.isWhole;
  const isAlone = head.start === value.start && last.end === value.end;
  if (isKnown && !isAlone && isOneOfMany(only.place, move))
    return refuse(`it takes one ${mapping.source.slice(head.start, last.end)}, and there are many there`);
  const many = isKnown && !isAlone ? writeMany(only.place, to) : undefined;
  const path =
    isKnown && !isPicked(only.place, move) ? (many ?? writePath(mapping, scope, writePointer(only.place))) : undefined;
  if (path === undefined) {
    const isVariable = head.kind === 'variable' && head.name !== '';
    const written = mapping.source.slice(head.start, last.end);
    return refuse(isVariable ? `$${head.name} is not known there` : `${written} cannot be read there: map it anew`);
  }
  edits.push({ start: head.start, end: last.end, text: path });
  return undefined;
}

/** In a sum or the like all values stay all values, where a field alone becomes that of the item. */
function writeMany(place: SourcePlace, to: ReadingContext): string | undefined {
  const isFree = place.root === '' && place.steps.every((step) => !('items' in step) || step.items === 'all');
  if (!isFree || !isMany(place) || isRoot(to)) return undefined;
  return joinSteps(
    '$$',
    place.steps.flatMap((step) => ('name' in step ? [step.name] : [])),
  );
}

/** Whether `$` is the payload itself. */
export function isRoot({ item: { places } }: ReadingContext): boolean {
  return places.length === 1 && places[0]?.place.root === '' && places[0].place.steps.length === 0;
}

/** Whether it is of the item, or the group, that a loop is at that it leaves: alone it becomes a list, but what is made of it took one. */
function isOneOfMany({ steps }: SourcePlace, { left }: PathMove): boolean {
  const isOfItem = steps.some((step) => 'items' in step && step.items !== 'all' && isLoop(left.get(step.items.scope)));
  const isOfGroup = [...left.values()].some((row) => row?.kind === 'loop' && row.loop.form === 'group');
  return isOfItem || (isOfGroup && isMany({ root: '', steps, shape: undefined, isWhole: true }));
}

/** Whether it is of an item that was picked around it, which nothing says any more there. */
function isPicked({ steps }: SourcePlace, { left, mapping }: PathMove): boolean {
  return steps.some((step) => {
    if (!('items' in step) || step.items === 'all') return false;
    const { scope } = step.items;
    return left.has(scope) ? !isLoop(left.get(scope)) : !mapping.scopes.has(scope);
  });
}

function isLoop(row: Row | undefined): boolean {
  return row?.kind === 'loop';
}
