import { MAX_EXAMPLES, MAX_VALUES } from './merge-shapes.ts';
import { createShape, hasScalars, isScalar } from './shape.ts';
import type { Scalar, Shape, ValueType } from './shape.ts';

/** Payloads nest at most 64 deep (`parsePayload`); below, nothing is looked at. */
const MAX_DEPTH = 64;
/** Longer text is no code and no flag: it is not collected. */
const MAX_TEXT = 100;

/** The shape of any number of samples, JSON values as `parsePayload` gives them. */
export function inferShape(samples: Iterable<unknown>): Shape {
  const shape = createShape();
  for (const sample of samples) addValue(shape, sample, 0);
  return shape;
}

function addValue(shape: Shape, value: unknown, depth: number): void {
  const type = typeOfValue(value);
  if (type === undefined || depth > MAX_DEPTH) return;
  shape.seen++;
  const hadScalars = hasScalars(shape);
  shape.types.set(type, (shape.types.get(type) ?? 0) + 1);
  if (Array.isArray(value)) addItems(shape, value, depth);
  else if (typeof value === 'object' && value !== null) addFields(shape, value, depth);
  else if (isScalar(value)) addScalar(shape, value, hadScalars);
}

function typeOfValue(value: unknown): ValueType | undefined {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'object' ? type : undefined;
}

function addItems(shape: Shape, items: readonly unknown[], depth: number): void {
  const { min, max } = shape.lengths ?? { min: items.length, max: items.length };
  shape.lengths = { min: Math.min(min, items.length), max: Math.max(max, items.length) };
  for (const item of items) {
    shape.items ??= createShape();
    addValue(shape.items, item, depth + 1);
  }
}

function addFields(shape: Shape, value: object, depth: number): void {
  const objects = shape.types.get('object') ?? 1;
  const entries = new Map<string, unknown>(Object.entries(value));
  for (const [name, field] of shape.fields) {
    if (!entries.has(name)) field.optional = true;
  }
  for (const [name, entry] of entries) {
    let field = shape.fields.get(name);
    if (field === undefined) {
      field = { shape: createShape(), present: 0, optional: objects > 1 };
      shape.fields.set(name, field);
    }
    field.present++;
    addValue(field.shape, entry, depth + 1);
  }
}

function addScalar(shape: Shape, value: Scalar, hadScalars: boolean): void {
  if (!isShort(value)) {
    shape.values = undefined;
    return;
  }
  if (shape.examples.length < MAX_EXAMPLES && !shape.examples.includes(value)) shape.examples.push(value);
  if (!hadScalars) shape.values = [value];
  else if (shape.values?.includes(value) === false) {
    if (shape.values.length < MAX_VALUES) shape.values.push(value);
    else shape.values = undefined;
  }
}

function isShort(value: Scalar): boolean {
  return typeof value !== 'string' || value.length <= MAX_TEXT;
}
