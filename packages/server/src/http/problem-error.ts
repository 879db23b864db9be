import type { Problem, ProblemCode } from '../contract/index.ts';

/** Places in the input, by JSON path, and what to do about each. */
export type ProblemIssues = NonNullable<Problem['errors']>;

/** An error that the caller caused or can act on. Thrown by operations; the error renderer turns it into a problem answer. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly errors: ProblemIssues | undefined;

  /** @param detail one or two sentences for people: what is wrong, and the fix */
  constructor(code: ProblemCode, detail: string, errors?: ProblemIssues) {
    super(detail);
    this.code = code;
    this.errors = errors;
  }
}

/** The problem for an id that names nothing: `noun` as people say it, such as "customer". */
export function notFound(noun: string, id: string): ProblemError {
  return new ProblemError('not-found', `There is no ${noun} ${JSON.stringify(id)}.`);
}

/** A problem with one place in the input. */
export function invalidField(path: string, message: string): ProblemError {
  return new ProblemError('invalid-request', `${path}: ${message}`, [{ path, message }]);
}
