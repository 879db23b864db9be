import type { AccessRule } from '../../access/access-rules.ts';
import type { ProblemCode } from '../../contract/index.ts';
import type { Operation } from './operation.ts';

/** Every problem that an operation answers: those it names, and those that follow from what it takes and who may call it. */
export function listProblems(operation: Operation, rule: AccessRule): ProblemCode[] {
  const { body, query, params = {}, ifMatch = false, problems = [] } = operation;
  const codes: ProblemCode[] = [...problems];
  if (body !== undefined && body.type === undefined)
    codes.push('invalid-json', 'invalid-request', 'unsupported-media-type');
  if (body !== undefined) codes.push('too-large');
  if (query !== undefined || ifMatch) codes.push('invalid-request');
  if (query?.shape['cursor'] !== undefined) codes.push('invalid-cursor');
  if (Object.keys(params).length > 0) codes.push('not-found');
  if (ifMatch) codes.push('version-conflict');
  if (rule !== 'open') codes.push('unauthenticated', 'sign-in-expired', 'forbidden', 'too-many-requests');
  return [...new Set(codes)];
}
