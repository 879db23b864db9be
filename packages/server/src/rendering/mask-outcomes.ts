import type { Diagnostic } from '@postmap/engine';
import { createMessageMask } from '../masking/mask-message.ts';
import type { RenderPool } from './render-pool.ts';

/** A pool whose diagnostics may be logged, kept and shown: what they quote of the payload is masked as the payload is in views. */
export function maskOutcomes(pool: RenderPool): RenderPool {
  return {
    ...pool,
    render: async (job, options) => maskDiagnostics(await pool.render(job, options), job.payload),
    renderTarget: async (job) => maskDiagnostics(await pool.renderTarget(job), job.payload),
    checkConditions: async (payload, conditions, options) => {
      const outcomes = await pool.checkConditions(payload, conditions, options);
      return outcomes.map((outcome) => (outcome.kind === 'failed' ? maskDiagnostics(outcome, payload) : outcome));
    },
  };
}

function maskDiagnostics<T extends { diagnostics: Diagnostic[] }>(outcome: T, payload: string): T {
  if (outcome.diagnostics.length === 0) return outcome;
  const mask = createMessageMask(payload);
  return {
    ...outcome,
    diagnostics: outcome.diagnostics.map((diagnostic) => ({ ...diagnostic, message: mask(diagnostic.message) })),
  };
}
