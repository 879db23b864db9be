import { listOperations, readTarget } from '@postmap/engine';
import type { Target } from '@postmap/engine';

export const TARGET_KINDS = ['sample', 'schema', 'openapi'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** What says how the output should look, as it was pasted. */
export interface TargetDraft {
  readonly kind: TargetKind;
  readonly text: string;
  /** Of an OpenAPI document, such as `POST /orders`. */
  readonly operation: string | undefined;
}

export type ReadTarget =
  | {
      readonly target: Target;
      readonly operations: readonly { operation: string; title: string }[];
      readonly problem: undefined;
    }
  | {
      readonly target: undefined;
      readonly operations: readonly { operation: string; title: string }[];
      readonly problem: string;
    };

/** The fields that a pasted text asks for, or what is wrong with it. */
export function readTargetDraft({ kind, text, operation }: TargetDraft): ReadTarget {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      target: undefined,
      operations: [],
      problem: `It is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  const operations = kind === 'openapi' ? listOperations(value) : [];
  if (kind === 'openapi' && operations.length === 0)
    return {
      target: undefined,
      operations,
      problem: 'It has no operation with a JSON body: an OpenAPI 3 document has them under `paths`.',
    };
  const target = readTarget(
    kind === 'sample'
      ? { kind, value }
      : kind === 'schema'
        ? { kind, schema: value }
        : { kind, document: value, ...(operation === undefined ? {} : { operation }) },
  );
  if (target.fields.length === 0) return { target: undefined, operations, problem: EMPTY[kind] };
  return { target, operations, problem: undefined };
}

const EMPTY: Record<TargetKind, string> = {
  sample: 'It has no fields: paste an object, or a list of objects.',
  schema: 'It names no fields: a JSON Schema of an object has `properties`.',
  openapi: 'The body of that operation names no fields.',
};

/** What was pasted, guessed from what it has in it. */
export function guessTargetKind(text: string): TargetKind | undefined {
  if (/"(openapi|swagger)"\s*:/.test(text)) return 'openapi';
  if (/"\$schema"\s*:|"type"\s*:\s*"(object|array)"/.test(text)) return 'schema';
  return undefined;
}
