import type { RenderJob, RenderOutcome, RenderPool } from '../rendering/render-pool.ts';
import { checkPayload } from './check-payload.ts';

/** Renders a case in the pool; a payload that cannot be read fails with its place, as the template's own errors do. */
export async function renderCase(pool: RenderPool, job: RenderJob): Promise<RenderOutcome> {
  const refused = checkPayload(job.payload);
  if (refused === undefined) return await pool.render(job);
  return { kind: 'failed', diagnostics: [refused], retryable: false, durationMs: 0 };
}
