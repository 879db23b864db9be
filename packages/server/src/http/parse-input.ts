import { parsePayload, PayloadError } from '@postmap/engine';
import type { z } from 'zod';
import { describeIssues, wordIssue } from './describe-issues.ts';
import { ProblemError } from './problem-error.ts';

/**
 * Checks input against a schema.
 *
 * @throws {ProblemError} `invalid-request` naming each place
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input, { error: wordIssue });
  if (result.success) return result.data;
  const errors = describeIssues(result.error.issues);
  const [first] = errors;
  const detail =
    first === undefined
      ? 'The input is not valid.'
      : `${first.path === '' ? 'The input' : first.path}: ${first.message}`;
  throw new ProblemError(
    'invalid-request',
    errors.length > 1 ? `${detail} (and ${errors.length - 1} more)` : detail,
    errors,
  );
}

/**
 * Reads a request body as JSON; an empty one is `{}`.
 *
 * @throws {ProblemError} `invalid-json` naming line and column
 */
export function parseJsonBody(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return parsePayload(text).payload;
  } catch (error) {
    if (error instanceof PayloadError)
      throw new ProblemError('invalid-json', `The body is not JSON that can be read: ${error.message}.`);
    throw error;
  }
}
