import { inferShape } from '../shapes/infer-shape.ts';
import type { Shape } from '../shapes/shape.ts';
import type { EditorRequest } from './editor-request.ts';
import { createSpot } from './spot.ts';
import type { Spot } from './spot.ts';

/** What a template can read: the payload, and by name what Postmap binds beside it. */
export interface PayloadSpots {
  root: Spot;
  context: ReadonlyMap<string, Spot>;
}

/** Samples are asked about again with every key. */
const shapes = new WeakMap<object, Shape>();

/** `prefix` is what begins a name that Postmap binds: `$` in JSONata, `@` in Handlebars. */
export function readPayloadSpots(
  { shape, sample, context = {} }: Omit<EditorRequest, 'offset'>,
  prefix: string,
): PayloadSpots {
  const { event, customer, trigger } = context;
  const bound = Object.entries({ event, customer, trigger });
  return {
    root: { ...createSpot(shape ?? shapeOf(sample), sample), keys: [] },
    context: new Map(bound.map(([name, value]) => [name, createSpot(shapeOf(value), value, `${prefix}${name}`)])),
  };
}

function shapeOf(sample: unknown): Shape | undefined {
  if (sample === undefined) return undefined;
  if (typeof sample !== 'object' || sample === null) return inferShape([sample]);
  const known = shapes.get(sample);
  if (known !== undefined) return known;
  const shape = inferShape([sample]);
  shapes.set(sample, shape);
  return shape;
}
