import { mergeShapes } from './merge-shapes.ts';
import { ReferenceResolver } from './resolve-reference.ts';
import { createShape, isScalar, VALUE_TYPES } from './shape.ts';
import type { Scalar, Shape, ValueType } from './shape.ts';

const MAX_DEPTH = 64;

interface Reading {
  references: ReferenceResolver;
  /** Schemas being read: one that comes again within itself says nothing new. */
  open: Set<object>;
}

/**
 * The shape that a JSON Schema (2020-12) declares: `type`, `properties`, `required`, `additionalProperties`,
 * `patternProperties`, `items`, `prefixItems`, `contains`, `enum`, `const`, `examples`, `default`, `allOf`, `anyOf`, `oneOf`,
 * `if`/`then`/`else`, `$ref` and `$dynamicRef` within the schema, `$defs`, `$anchor`, `$id`. A schema that says nothing of
 * other properties is read as listing them all: that is what it is written for. What is beyond a reference to elsewhere, or
 * recursive, is unknown. Never throws.
 */
export function readSchema(schema: unknown): Shape {
  return readAt(schema, { references: new ReferenceResolver(schema), open: new Set() });
}

function readAt(schema: unknown, reading: Reading): Shape {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return createShape();
  if (reading.open.has(schema) || reading.open.size > MAX_DEPTH) return createShape();
  reading.open.add(schema);
  const fields: Record<string, unknown> = { ...schema };
  const parts = [readOwn(fields, reading), ...readReferences(fields, reading), ...readAll(fields.allOf, reading)];
  const combined = parts.reduce(intersect);
  const shape = [fields.anyOf, fields.oneOf, conditionals(fields)].reduce<Shape>((known, alternatives) => {
    const shapes = readAll(alternatives, reading);
    return shapes.length === 0 ? known : intersect(known, shapes.reduce(mergeShapes));
  }, combined);
  reading.open.delete(schema);
  return shape;
}

function conditionals(fields: Record<string, unknown>): unknown[] {
  return [fields.then, fields.else].filter((part) => part !== undefined);
}

function readAll(schemas: unknown, reading: Reading): Shape[] {
  return Array.isArray(schemas) ? schemas.map((schema: unknown) => readAt(schema, reading)) : [];
}

function readReferences({ $ref, $dynamicRef }: Record<string, unknown>, reading: Reading): Shape[] {
  return [$ref, $dynamicRef]
    .filter((reference) => typeof reference === 'string')
    .map((reference) => readAt(reading.references.resolve(reference), reading));
}

function readOwn(schema: Record<string, unknown>, reading: Reading): Shape {
  const shape = createShape();
  for (const type of readTypes(schema)) shape.types.set(type, 0);
  readProperties(schema, shape, reading);
  readItems(schema, shape, reading);
  const values = readValues(schema);
  if (values !== undefined) {
    shape.values = values;
    shape.exhaustive = true;
  }
  const examples = [...(Array.isArray(schema.examples) ? schema.examples : []), schema.default, ...(values ?? [])];
  shape.examples = examples.filter(isScalar).slice(0, 3);
  return shape;
}

function readTypes({ type, properties, items, prefixItems, ...rest }: Record<string, unknown>): ValueType[] {
  const named = (Array.isArray(type) ? type : [type]).map((name) => (name === 'integer' ? 'number' : name));
  const types = VALUE_TYPES.filter((known) => named.includes(known));
  if (types.length > 0) return types;
  const values = readValues(rest);
  if (values !== undefined) return VALUE_TYPES.filter((known) => values.some((value) => typeOfScalar(value) === known));
  if (properties !== undefined) return ['object'];
  return items !== undefined || prefixItems !== undefined ? ['array'] : [];
}

/** The scalars of `enum` or `const`; undefined where an object or an array is among them. */
function readValues(schema: Record<string, unknown>): Scalar[] | undefined {
  const listed: unknown[] = 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : [];
  return listed.length > 0 && listed.every(isScalar) ? listed : undefined;
}

function readProperties(schema: Record<string, unknown>, shape: Shape, reading: Reading): void {
  const { properties, required, additionalProperties, patternProperties, unevaluatedProperties } = schema;
  const names: unknown[] = Array.isArray(required) ? required : [];
  const others = additionalProperties ?? unevaluatedProperties ?? false;
  shape.open = others !== false || patternProperties !== undefined;
  if (typeof properties !== 'object' || properties === null) return;
  for (const [name, property] of Object.entries(properties)) {
    shape.fields.set(name, { shape: readAt(property, reading), present: 0, optional: !names.includes(name) });
  }
}

function readItems(schema: Record<string, unknown>, shape: Shape, reading: Reading): void {
  const { items, prefixItems, contains, minItems, maxItems } = schema;
  const parts = [...readAll(prefixItems, reading), ...[items, contains].map((part) => readAt(part, reading))];
  const known = parts.filter(({ types }) => types.size > 0);
  if (known.length > 0) shape.items = known.reduce(mergeShapes);
  if (!shape.types.has('array')) return;
  const max = typeof maxItems === 'number' ? maxItems : Number.POSITIVE_INFINITY;
  shape.lengths = { min: typeof minItems === 'number' ? minItems : 0, max };
}

/** What must hold of both: types that both allow, the fields of either. */
function intersect(first: Shape, second: Shape): Shape {
  if (first.types.size === 0 && first.fields.size === 0) return keepOpen(second, first);
  if (second.types.size === 0 && second.fields.size === 0) return keepOpen(first, second);
  const types = [...first.types].filter(([type]) => second.types.size === 0 || second.types.has(type));
  const kept: Shape['types'] = types.length === 0 ? first.types : new Map(types);
  const merged = mergeShapes(first, second);
  const fields: Shape['fields'] = new Map();
  for (const [name, field] of merged.fields) {
    const [here, there] = [first.fields.get(name), second.fields.get(name)];
    // Required by either is required.
    const optional = [here, there].every((own) => own === undefined || own.optional);
    fields.set(name, { ...field, optional });
  }
  const values =
    first.values !== undefined && second.values !== undefined ? merged.values : (first.values ?? second.values);
  return { ...merged, types: kept, fields, values, exhaustive: first.exhaustive || second.exhaustive };
}

function keepOpen(shape: Shape, other: Shape): Shape {
  return other.open && !shape.open ? { ...shape, open: true } : shape;
}

function typeOfScalar(value: Scalar): string {
  return value === null ? 'null' : typeof value;
}
