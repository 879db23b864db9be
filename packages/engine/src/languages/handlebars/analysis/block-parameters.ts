import { isRecord } from '../../is-record.ts';
import { spanOf } from '../span-of.ts';
import type { Resolver } from './resolve-path.ts';
import { readPath } from './template-path.ts';

/** The names of `as |item index|`. */
export function readBlockParameters(block: Record<string, unknown>): string[] {
  const names: unknown = isRecord(block.program) ? block.program.blockParams : undefined;
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** Parameters that are never read; one that is only there for the next to come after it is no mistake. */
export function checkBlockParameters(
  { source, findings }: Resolver,
  block: Record<string, unknown>,
  names: readonly string[],
): void {
  const span = spanOf(block, source);
  if (names.length === 0 || span === undefined) return;
  const read = collectFirstParts(block.program, source);
  const lastRead = names.findLastIndex((name) => read.has(name));
  const declaration = /\bas\s*\|([^|]*)\|/.exec(source.slice(span.start, span.end));
  for (const name of names.slice(lastRead + 1)) {
    const offset = declaration === null ? -1 : source.indexOf(name, span.start + declaration.index);
    const place = offset === -1 ? span : { start: offset, end: offset + name.length };
    findings.add('unused-variable', `\`${name}\` is never read`, place);
  }
}

function collectFirstParts(root: unknown, source: string): Set<string> {
  const parts = new Set<string>();
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (Array.isArray(node)) pending.push(...node);
    if (!isRecord(node) || Array.isArray(node)) continue;
    const [first] = readPath(node, source)?.parts ?? [];
    if (first !== undefined) parts.add(first);
    for (const value of Object.values(node)) if (isRecord(value)) pending.push(value);
  }
  return parts;
}
