import type { RenderOutcome, RenderPool } from '../rendering/render-pool.ts';
import type { Metrics, RenderOutcomeName } from './metrics.ts';

/** A pool whose renderings are timed. */
export function measureRenders(pool: RenderPool, { recordRender }: Pick<Metrics, 'recordRender'>): RenderPool {
  return {
    ...pool,
    render: async (job, options) => {
      const outcome = await pool.render(job, options);
      recordRender(job.template.language, nameOutcome(outcome), outcome.durationMs);
      return outcome;
    },
  };
}

function nameOutcome(outcome: RenderOutcome): RenderOutcomeName {
  if (outcome.kind === 'rendered') return 'rendered';
  if (outcome.unavailable === true) return 'unavailable';
  return outcome.diagnostics.some(({ code }) => code.startsWith('budget-')) ? 'budget' : 'template-error';
}
