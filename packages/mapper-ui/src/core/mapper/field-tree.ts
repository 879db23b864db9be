import { escapeToken } from '@postmap/engine';
import type { FieldPath } from './field-path.ts';

export type ValueKind = 'object' | 'array' | 'text' | 'number' | 'boolean' | 'null';

/**
 * A field of a payload. The items of an array are merged into one node: its children are the union of the items' keys, and
 * `values` are what the field holds in the items, in order, at most `VALUES_KEPT`.
 */
export interface FieldNode {
  /** Unique in its tree. */
  readonly id: string;
  readonly key: string;
  readonly path: FieldPath;
  readonly kind: ValueKind;
  readonly values: readonly unknown[];
  /** Items of an array, fields of an object; 0 for anything else. */
  readonly count: number;
  readonly children: readonly FieldNode[];
}

const VALUES_KEPT = 20;
const MAX_DEPTH = 64;

/** The tree under a parsed payload. The root node has an empty path. */
export function buildFieldTree(payload: unknown): FieldNode {
  return buildNode('', '', [], [payload], 0);
}

/** The node a chain of keys leads to, through arrays; undefined when the payload has no such field. */
export function findField(root: FieldNode, keys: readonly string[]): FieldNode | undefined {
  let node: FieldNode | undefined = root;
  for (const key of keys) node = node?.children.find((child) => child.key === key);
  return node;
}

export function nameKind(value: unknown): ValueKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return 'object';
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

function buildNode(
  id: string,
  key: string,
  parentPath: FieldPath,
  values: readonly unknown[],
  depth: number,
): FieldNode {
  const first = values.find((value) => value !== null && value !== undefined) ?? values[0];
  const kind = nameKind(first);
  const path = depth === 0 ? parentPath : [...parentPath, { key, many: kind === 'array' }];
  return {
    id,
    key,
    path,
    kind,
    values: values.slice(0, VALUES_KEPT),
    count: Array.isArray(first) ? first.length : isRecord(first) ? Object.keys(first).length : 0,
    children: depth < MAX_DEPTH ? buildChildren(id, path, values, depth) : [],
  };
}

function buildChildren(id: string, path: FieldPath, values: readonly unknown[], depth: number): FieldNode[] {
  const byKey = new Map<string, unknown[]>();
  for (const record of values.flatMap(listRecords)) {
    for (const [key, value] of Object.entries(record)) {
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [value]);
      else known.push(value);
    }
  }
  return Array.from(byKey, ([key, held]) => buildNode(`${id}/${escapeToken(key)}`, key, path, held, depth + 1));
}

function listRecords(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(listRecords);
  return isRecord(value) ? [value] : [];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
