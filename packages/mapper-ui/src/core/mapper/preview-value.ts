import type { FieldNode } from './field-tree.ts';

const SHOWN = 120;

/** The live value of a field in one line: JSON for a leaf, a count for what has fields or items. */
export function previewField(node: FieldNode): string {
  if (node.kind === 'object') return countOf(node.count, 'field');
  if (node.kind === 'array' && (node.children.length > 0 || node.count === 0)) return countOf(node.count, 'item');
  return previewValue(node.values.find((value) => value !== null) ?? node.values[0]);
}

/** A value as one line of JSON, cut after 120 characters. */
export function previewValue(value: unknown): string {
  const text =
    typeof value === 'string' ? JSON.stringify(value.slice(0, SHOWN + 1)) : (JSON.stringify(value) ?? 'nothing');
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
