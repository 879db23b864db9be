import type { Problem } from '@postmap/server/contract';
import { mapFieldErrors } from '../core/field-errors.ts';
import type { FieldErrors } from '../core/field-errors.ts';

/** A place in the request's body, as a JSON path such as `routes[0].events`, and what is wrong there. */
export interface FieldError {
  path: string;
  message: string;
}

/** An answer that was not a success. `status` is 0 and `code` is `unreachable` when no answer came. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];

  constructor(problem: Pick<Problem, 'status' | 'code' | 'detail' | 'errors'>) {
    super(problem.detail);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
  }
}

/** The sentence to show for any thrown value. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether `error` is the server's refusal with this code. */
export function hasCode(error: unknown, code: string): error is ApiError {
  return error instanceof ApiError && error.code === code;
}

export function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'detail' in body &&
    typeof body.detail === 'string' &&
    'status' in body &&
    typeof body.status === 'number'
  );
}

/** The server's refusal by field; empty for any other error. */
export function readFieldErrors(error: unknown): FieldErrors {
  return mapFieldErrors(error instanceof ApiError ? error.errors : []);
}
