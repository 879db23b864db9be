import type { ReadRole, Span } from '@postmap/engine';
import type { FedPlace, Input, ReadSpan } from './output-trace.ts';
import { resolvePointer } from './pointer.ts';

/** Places that are listed; nobody looks at more. */
export const MAX_PLACES = 1_000;

export interface FoundPointer {
  readonly pointer: string;
  readonly role: ReadRole;
}

/** Each place once for each role, values first. */
export function joinInputs(reads: readonly { root: string; pointer: string; role: ReadRole; span: Span }[]): Input[] {
  const inputs = new Map<string, { root: string; pointer: string; role: ReadRole; spans: Span[] }>();
  for (const { root, pointer, role, span } of reads) {
    const key = `${role} ${root}${pointer}`;
    const known = inputs.get(key);
    if (known === undefined) inputs.set(key, { root, pointer, role, spans: [span] });
    else if (!known.spans.some((one) => isSame(one, span))) known.spans.push(span);
  }
  const all = [...inputs.values()];
  const values = all.filter(({ role }) => role === 'value');
  // An item is there because the list has it: to say so of each of its fields that is read would say nothing.
  const holders = new Set(values.flatMap(({ root, pointer }) => listHolders(pointer).map((holder) => root + holder)));
  const controls = all.filter(({ role, root, pointer }) => role === 'control' && !holders.has(root + pointer));
  return [...values, ...controls];
}

/** A pointer, and those of what it is in. */
function listHolders(pointer: string): string[] {
  const holders = [pointer];
  for (let at = pointer.lastIndexOf('/'); at !== -1; at = pointer.lastIndexOf('/', at - 1)) {
    holders.push(pointer.slice(0, at));
    if (at === 0) break;
  }
  return holders;
}

/** Each place that is there once: what feeds it as a value too is fed. */
export function joinPointers(found: readonly FoundPointer[], value: unknown): FedPlace[] {
  const roles = new Map<string, ReadRole>();
  for (const { pointer, role } of found) {
    if (roles.get(pointer) !== 'value') roles.set(pointer, role);
  }
  return [...roles]
    .filter(([pointer]) => resolvePointer(value, pointer) !== undefined)
    .slice(0, MAX_PLACES)
    .map(([pointer, role]) => ({ place: { kind: 'value', pointer }, role }));
}

export function joinRanges(found: readonly { output: Span; role: ReadRole; isWhole?: boolean }[]): FedPlace[] {
  const places = new Map<string, FedPlace>();
  for (const { output, role, isWhole = false } of found) {
    const key = `${output.start}-${output.end}`;
    const known = places.get(key);
    if (known !== undefined && known.role === 'value' && known.isWhole !== true) continue;
    places.set(key, { place: { kind: 'text', ...output }, role, ...(isWhole ? { isWhole } : {}) });
  }
  return [...places.values()].slice(0, MAX_PLACES);
}

export function joinSpans(spans: readonly ReadSpan[]): ReadSpan[] {
  return [...new Map(spans.map((span) => [`${span.role} ${span.start}-${span.end}`, span])).values()];
}

export function findSmallest(spans: readonly Span[]): Span | undefined {
  return spans.toSorted((one, other) => one.end - one.start - (other.end - other.start))[0];
}

export function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}
