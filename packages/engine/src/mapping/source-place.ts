import type { Shape } from '../shapes/shape.ts';
import { escapeToken, unescapeToken } from '../shapes/json-pointer.ts';

/** A name on the way, or the items of an array: those of all passes, or the one that a scope is at. */
type Step = { name: string } | { items: 'all' | { scope: string } };

/** A place of the payload or of the context, as an expression reaches it. */
export interface SourcePlace {
  /** `''` for the payload, `$customer` and its like for the context. */
  root: string;
  steps: readonly Step[];
  shape: Shape | undefined;
  /** It stands for all that is there: nothing was filtered out on the way. */
  isWhole: boolean;
}

export function payloadPlace(shape: Shape | undefined): SourcePlace {
  return { root: '', steps: [], shape, isWhole: true };
}

export function contextPlace(name: string): SourcePlace {
  return { root: name, steps: [], shape: undefined, isWhole: true };
}

export function isArrayPlace({ shape }: SourcePlace): boolean {
  return shape?.types.has('array') === true;
}

/** The field of that name; arrays are gone through. */
export function selectPlace(place: SourcePlace, name: string): SourcePlace {
  const item = enterPlace(place);
  return { ...item, steps: [...item.steps, { name }], shape: item.shape?.fields.get(name)?.shape };
}

/** One item of an array; what is no array is its own item. Paths flatten arrays in arrays. */
export function enterPlace(place: SourcePlace): SourcePlace {
  let item = place;
  for (let depth = 0; isArrayPlace(item) && depth < 8; depth++) {
    item = { ...item, steps: [...item.steps, { items: 'all' }], shape: item.shape?.items };
  }
  return item;
}

/** What a scope's `$` is while it goes through the place: every item on the way is the one that it is at. */
export function pinPlace(place: SourcePlace, scope: string): SourcePlace {
  const item = enterPlace(place);
  const steps = item.steps.map((step) => (isFree(step) ? { items: { scope } } : step));
  return { ...item, steps, isWhole: true };
}

/** Items that no scope is at. */
function isFree(step: Step): boolean {
  return 'items' in step && (step.items === 'all' || step.items.scope === PICKED);
}

/** Stands for the scope of an item that a position picked, wherever that is read. */
const PICKED = '#';

/**
 * The one item that a position picks: of the array at the end of the place, or of all items on the way to it, where those are
 * one list together.
 */
export function pickPlace(place: SourcePlace, isTogether: boolean): SourcePlace {
  const picked = { items: { scope: PICKED } };
  const isArray = isArrayPlace(place);
  const before = isTogether
    ? place.steps.map((step) => ('items' in step && step.items === 'all' ? picked : step))
    : place.steps;
  const shape = isArray ? place.shape?.items : place.shape;
  return { ...place, steps: isArray ? [...before, picked] : before, shape, isWhole: false };
}

export function partOfPlace(place: SourcePlace): SourcePlace {
  return place.isWhole ? { ...place, isWhole: false } : place;
}

/** Of many items, not of the one that a scope is at. */
export function isMany(place: SourcePlace): boolean {
  return isArrayPlace(place) || place.steps.some((step) => 'items' in step && step.items === 'all');
}

/** As links have it: `/order/lines/[]/sku`, `$customer/name`; of an item that was picked, and is read whole, the array. */
export function writePointer({ root, steps }: SourcePlace): string {
  const end =
    steps.findLastIndex((step) => !('items' in step) || step.items === 'all' || step.items.scope !== PICKED) + 1;
  return (
    root +
    steps
      .slice(0, end)
      .map((step) => ('items' in step ? '/[]' : `/${escapeToken(step.name)}`))
      .join('')
  );
}

/** The names and `[]` of a pointer; `[]` of a field that is so named is not told apart. */
export function readPointer(pointer: string): { root: string; tokens: string[] } {
  const [root = '', ...tokens] = pointer.split('/');
  return { root, tokens: tokens.map(unescapeToken) };
}

/** The shape at a pointer; undefined where nothing is known of it. */
export function findShape(shape: Shape | undefined, tokens: readonly string[]): Shape | undefined {
  return tokens.reduce<Shape | undefined>(
    (at, token) => (token === '[]' ? at?.items : enterShape(at)?.fields.get(token)?.shape),
    shape,
  );
}

function enterShape(shape: Shape | undefined): Shape | undefined {
  let item = shape;
  for (let depth = 0; item?.types.has('array') === true && item.fields.size === 0 && depth < 8; depth++) {
    item = item.items;
  }
  return item;
}
