import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { PROBLEM_CODES, PROBLEM_REFERENCE, problemType } from '../contract/index.ts';
import type { Problem } from '../contract/index.ts';
import { InvalidCursor, StorageUnavailable } from '../storage/storage-errors.ts';
import { VersionConflict } from '../storage/workspace/workspace.ts';
import { ProblemError } from './problem-error.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** How the app turns an error into an answer: `newId` names what is logged, so that it can be found from the answer. */
export interface ProblemRenderer {
  logger: Logger;
  newId: () => string;
}

/** RFC 9457 problem details. An error that nobody foresaw is logged with an id, and only the id is told. */
export function renderProblem(c: Context, error: Error, renderer: ProblemRenderer): Response {
  const place = { method: c.req.method, path: c.req.routePath };
  return answerProblem(c, recogniseAbort(c, error) ?? explainError(error, renderer, place));
}

/** What is told of an error. `place`, where it happened, goes to the log with one that nobody foresaw. */
export function explainError(
  error: Error,
  { logger, newId }: ProblemRenderer,
  place: Readonly<Record<string, unknown>>,
): ProblemError {
  const known = recogniseError(error);
  if (known !== undefined) {
    if (known.code === 'storage-unavailable') logger.error({ err: error }, 'storage is not available');
    return known;
  }
  const id = newId();
  logger.error({ err: error, id, ...place }, 'unexpected error');
  return new ProblemError(
    'internal-error',
    `Postmap failed on this request. The log has the reason under the id ${id}.`,
  );
}

/** Answers with a problem; `headers` such as `Allow` go along. */
export function answerProblem(c: Context, error: ProblemError, headers: Record<string, string> = {}): Response {
  const problem = describeProblem(error);
  const status = PROBLEM_CODES[error.code];
  const extra: Record<string, string> = status === 503 ? { 'Retry-After': '5' } : {};
  return c.body(JSON.stringify(problem), status, { 'Content-Type': PROBLEM_TYPE, ...extra, ...headers });
}

/** An error as RFC 9457 writes it. */
export function describeProblem({ code, message, errors }: ProblemError): Problem {
  const told = { type: problemType(code), title: PROBLEM_REFERENCE[code].title, status: PROBLEM_CODES[code], code };
  return { ...told, detail: message, ...(errors === undefined ? {} : { errors }) };
}

/** A sender that went away in the middle of its body is no failure of the server's; nobody reads the answer. */
function recogniseAbort(c: Context, error: Error): ProblemError | undefined {
  if (recogniseError(error) !== undefined) return undefined;
  const isAborted = c.req.raw.signal.aborted || ('code' in error && error.code === 'ECONNRESET');
  return isAborted ? new ProblemError('invalid-request', 'The body ended before its announced length.') : undefined;
}

function recogniseError(error: Error): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (error instanceof VersionConflict) {
    return new ProblemError(
      'version-conflict',
      'It was changed by somebody else since you read it: read it again, then repeat your change.',
    );
  }
  if (error instanceof StorageUnavailable) {
    return new ProblemError(
      'storage-unavailable',
      'Nothing was kept, because the disk is full or cannot be written: try again later.',
    );
  }
  if (error instanceof InvalidCursor) {
    return new ProblemError('invalid-cursor', 'The cursor does not belong to this list: start again without it.');
  }
  if (error instanceof HTTPException && error.status === 413) return new ProblemError('too-large', error.message);
  return undefined;
}
