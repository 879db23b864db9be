import { isRecord } from '../languages/is-record.ts';
import { inferShape } from '../shapes/infer-shape.ts';
import { readSchema } from '../shapes/read-schema.ts';
import { typesOf } from '../shapes/shape.ts';
import type { Scalar, Shape, ValueType } from '../shapes/shape.ts';
import { escapeToken, unescapeToken } from '../shapes/json-pointer.ts';

/** A place that the output should have. */
export interface TargetField {
  /** JSON Pointer as rows have it: `/lines/[]/sku`. */
  pointer: string;
  /** Undefined where several are allowed, or nothing is said. */
  type: ValueType | undefined;
  /** It must be there wherever what holds it is. */
  required: boolean;
  example: Scalar | undefined;
}

/** What the receiver wants, in its order, holders before what they hold. */
export interface Target {
  fields: readonly TargetField[];
}

export type TargetSource =
  /** An output as the receiver wants it: all that it has is required. */
  | { kind: 'sample'; value: unknown }
  /** JSON Schema 2020-12. */
  | { kind: 'schema'; schema: unknown }
  /** An OpenAPI 3 document: the body of the request of an operation, such as `POST /orders`; of the first one unless said. */
  | { kind: 'openapi'; document: unknown; operation?: string };

const MAX_DEPTH = 12;
const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** Never throws: what says nothing gives no fields. */
export function readTarget(from: TargetSource): Target {
  const fields: TargetField[] = [];
  collect(readTargetShape(from), '', 0, fields);
  return { fields };
}

/** The operations of an OpenAPI document that have a body to be mapped. */
export function listOperations(document: unknown): { operation: string; title: string }[] {
  return findOperations(document).map(({ operation, title }) => ({ operation, title }));
}

function readTargetShape(from: TargetSource): Shape {
  if (from.kind === 'sample') return inferShape([from.value]);
  if (from.kind === 'schema') return readSchema(from.schema);
  const operations = findOperations(from.document);
  const found = operations.find(({ operation }) => operation === from.operation) ?? operations[0];
  if (found === undefined || !isRecord(from.document)) return readSchema({});
  // References in the schema are to the document.
  return readSchema({ ...from.document, ...wrapSchema(found.schema) });
}

function wrapSchema(schema: unknown): Record<string, unknown> {
  return { allOf: [schema] };
}

function findOperations(document: unknown): { operation: string; title: string; schema: unknown }[] {
  if (!isRecord(document) || !isRecord(document.paths)) return [];
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = isRecord(item) ? item[method] : undefined;
      const schema = isRecord(operation) ? findBody(document, operation.requestBody) : undefined;
      if (!isRecord(operation) || schema === undefined) return [];
      const title = typeof operation.summary === 'string' ? operation.summary : path;
      return [{ operation: `${method.toUpperCase()} ${path}`, title, schema }];
    }),
  );
}

/** The schema for JSON, else the first one. */
function findBody(document: Record<string, unknown>, body: unknown): unknown {
  const resolved = isRecord(body) && typeof body.$ref === 'string' ? follow(document, body.$ref) : body;
  const content = isRecord(resolved) && isRecord(resolved.content) ? resolved.content : {};
  const json = Object.keys(content).find((type) => /[/+]json\b/.test(type)) ?? Object.keys(content)[0];
  const media = json === undefined ? undefined : content[json];
  return isRecord(media) ? media.schema : undefined;
}

function follow(document: Record<string, unknown>, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  const names = reference.slice(2).split('/').map(unescapeToken);
  return names.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), document);
}

function collect(shape: Shape, pointer: string, depth: number, fields: TargetField[]): void {
  if (depth > MAX_DEPTH) return;
  if (shape.types.has('array') && shape.items !== undefined) collect(shape.items, `${pointer}/[]`, depth + 1, fields);
  for (const [name, field] of shape.fields) {
    const at = `${pointer}/${escapeToken(name)}`;
    const types = typesOf(field.shape).filter((type) => type !== 'null');
    const [only] = types;
    fields.push({
      pointer: at,
      type: types.length === 1 ? only : undefined,
      required: !field.optional,
      example: field.shape.examples[0],
    });
    collect(field.shape, at, depth + 1, fields);
  }
}
