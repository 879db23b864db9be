import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';

/** Answers with a workspace thing; its version is the ETag. */
export function answerVersioned(c: Context<AppEnv>, resource: { version: number }, status: 200 | 201 = 200): Response {
  c.header('ETag', `"${resource.version}"`);
  return c.body(JSON.stringify(resource), status, { 'Content-Type': 'application/json' });
}
