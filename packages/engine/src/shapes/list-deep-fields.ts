import type { Shape } from './shape.ts';

/** A field of a place, or further down in it. */
export interface DeepField {
  /** From the place down to it; arrays on the way are passed through. */
  readonly names: readonly string[];
  readonly shape: Shape;
  /** It is in the items of an array: a path to it gives the values of all of them. */
  readonly isMany: boolean;
  /** The last of `names` in small letters, to be searched. */
  readonly word: string;
}

/** What is further down is listed nowhere, and schemas may lead back to themselves. */
const MOST = 20_000;
const DEEPEST = 24;

const known = new WeakMap<Shape, readonly DeepField[]>();

/** All fields in a shape, the nearest first and in the order of the payload: listed once for each shape, which is asked again with every key. */
export function listDeepFields(shape: Shape): readonly DeepField[] {
  const listed = known.get(shape) ?? listFields(shape);
  known.set(shape, listed);
  return listed;
}

function listFields(shape: Shape): DeepField[] {
  const found: DeepField[] = [];
  let level: Pick<DeepField, 'names' | 'shape' | 'isMany'>[] = [{ names: [], shape, isMany: false }];
  while (level.length > 0) {
    const next: DeepField[] = [];
    for (const { names, shape: holder, isMany } of level) {
      for (const [name, field, isOfItems] of listChildren(holder)) {
        if (found.length === MOST) return found;
        const below = {
          names: [...names, name],
          shape: field,
          isMany: isMany || isOfItems,
          word: name.toLowerCase(),
        };
        found.push(below);
        if (names.length < DEEPEST) next.push(below);
      }
    }
    level = next;
  }
  return found;
}

/** What is an array in some places and an object in others has the fields of both. */
function* listChildren(shape: Shape): Generator<[name: string, field: Shape, isOfItems: boolean]> {
  for (const [name, field] of shape.fields) yield [name, field.shape, false];
  let { items } = shape;
  for (let depth = 0; items !== undefined && depth < DEEPEST; depth++) {
    for (const [name, field] of items.fields) if (!shape.fields.has(name)) yield [name, field.shape, true];
    ({ items } = items);
  }
}
