import type { z } from 'zod';
import { VersionConflict } from '../storage/workspace/workspace.ts';
import { parseInput } from './parse-input.ts';
import { ProblemError } from './problem-error.ts';

interface Versioned {
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** What every new record begins with. */
export function beginRecord(id: string, now: number): Versioned & { id: string } {
  const at = new Date(now).toISOString();
  return { id, version: 1, createdAt: at, updatedAt: at };
}

/** The fields that count a change: spread them over the changed record. */
export function countChange({ version }: Versioned, now: number): Pick<Versioned, 'version' | 'updatedAt'> {
  return { version: version + 1, updatedAt: new Date(now).toISOString() };
}

/** @throws {VersionConflict} when the caller's version is given and is not the record's */
export function checkVersion({ version }: Versioned, expected: number | undefined): void {
  if (expected !== undefined && expected !== version)
    throw new VersionConflict(`version ${expected} was expected, ${version} is kept`);
}

/**
 * Merges a partial input, key by key, over what is kept, and checks the whole.
 *
 * @throws {ProblemError} `invalid-request` naming each place
 */
export function mergeInput<S extends z.ZodObject>(
  schema: S,
  kept: Readonly<Record<string, unknown>>,
  patch: unknown,
): z.output<S> {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    throw new ProblemError('invalid-request', 'The body must be an object with the fields to change.');
  }
  const base = Object.fromEntries(Object.keys(schema.shape).map((key) => [key, kept[key]]));
  return parseInput(schema, { ...base, ...patch });
}

/** Names for a sentence: `"A", "B" and 3 more`. */
export function listNames(names: readonly string[]): string {
  const shown = names
    .slice(0, 5)
    .map((name) => JSON.stringify(name))
    .join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
