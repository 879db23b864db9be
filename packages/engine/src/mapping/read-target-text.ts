import { listOperations, readTarget } from './read-target.ts';
import type { Target } from './read-target.ts';

export const TARGET_KINDS = ['sample', 'schema', 'openapi'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** What says how the output should look: JSON as somebody pasted it, or as it lies in a file. */
export interface TargetText {
  readonly kind: TargetKind;
  readonly text: string;
  /** Of an OpenAPI document, such as `POST /orders`; null for its first one, and of other kinds. */
  readonly operation: string | null;
}

/** UTF-16 units; a document with more says much that is not about one output. */
export const MAX_TARGET_TEXT = 262_144;

/** `operations` are those of an OpenAPI document, whichever is meant. */
export type ReadTargetText = { readonly operations: readonly { operation: string; title: string }[] } & (
  | { readonly target: Target; readonly problem: undefined }
  /** In a sentence. */
  | { readonly target: undefined; readonly problem: string }
);

/** The fields that a text asks for, or what is wrong with it. Never throws. */
export function readTargetText({ kind, text, operation }: TargetText): ReadTargetText {
  if (text.length > MAX_TARGET_TEXT) return { target: undefined, operations: [], problem: TOO_LONG };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { target: undefined, operations: [], problem: `It is no JSON: ${reason}` };
  }
  const operations = kind === 'openapi' ? listOperations(value) : [];
  const isThere = operation === null || operations.some((one) => one.operation === operation);
  if (kind === 'openapi' && operations.length === 0) return { target: undefined, operations, problem: NO_OPERATION };
  if (kind === 'openapi' && !isThere)
    return { target: undefined, operations, problem: `It has no operation ${operation} with a JSON body.` };
  const target = readTarget(
    kind === 'sample'
      ? { kind, value }
      : kind === 'schema'
        ? { kind, schema: value }
        : { kind, document: value, ...(operation === null ? {} : { operation }) },
  );
  if (target.fields.length === 0) return { target: undefined, operations, problem: EMPTY[kind] };
  return { target, operations, problem: undefined };
}

const TOO_LONG = 'It is longer than 256 KiB: of an OpenAPI document keep the operation and the schemas that it names.';
const NO_OPERATION = 'It has no operation with a JSON body: an OpenAPI 3 document has them under `paths`.';

const EMPTY: Record<TargetKind, string> = {
  sample: 'It has no fields: give an object, or a list of objects.',
  schema: 'It names no fields: a JSON Schema of an object has `properties`.',
  openapi: 'The body of that operation names no fields.',
};
