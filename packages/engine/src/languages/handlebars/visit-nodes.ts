import { isRecord } from '../is-record.ts';

/** A node of a Handlebars tree and all below it, in no particular order. Not recursive. */
export function* visitNodes(root: unknown): Generator<Record<string, unknown>> {
  const pending: Record<string, unknown>[] = isRecord(root) ? [root] : [];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    pending.push(...childrenOf(node));
  }
}

function childrenOf(node: Record<string, unknown>): Record<string, unknown>[] {
  return Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    .filter((value: unknown) => isRecord(value))
    .filter((value) => typeof value.type === 'string');
}
