import { z } from 'zod';
import { fixSchema } from './template.ts';

/**
 * Every `code` a problem answer can carry, with the HTTP status it goes with. Codes are stable: a released code keeps its meaning.
 */
export const PROBLEM_CODES = {
  'invalid-json': 400,
  'invalid-request': 400,
  'invalid-cursor': 400,
  'unreadable-payload': 400,
  'unknown-envelope': 400,
  unauthenticated: 401,
  'sign-in-expired': 401,
  forbidden: 403,
  'origin-refused': 403,
  'host-refused': 403,
  'feed-disabled': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'event-id-reused': 409,
  'has-dependants': 409,
  'name-taken': 409,
  'not-possible-now': 409,
  'not-tested': 409,
  'cases-failed': 409,
  'version-conflict': 412,
  'too-slow': 408,
  'too-large': 413,
  'unsupported-media-type': 415,
  'invalid-template': 422,
  'too-many-requests': 429,
  'headers-too-large': 431,
  'internal-error': 500,
  'storage-unavailable': 503,
  'rendering-unavailable': 503,
  'shutting-down': 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** An error answer: RFC 9457 problem details with Postmap's stable `code`, which the page at `type` explains; `errors` names each place in the input by a JSON path such as `routes[0].events`, and for a template's source also the edits that mend it. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string(), fix: fixSchema.optional() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
