import { createRenderPool } from '../../packages/server/src/rendering/child-render-pool.ts';
import type { RenderPool } from '../../packages/server/src/rendering/render-pool.ts';

/** A pool whose processes have started and rendered once: how long that takes is not for the deadlines of the tests. */
export async function startWarmPool(): Promise<RenderPool> {
  const pool = createRenderPool({ size: 2 });
  const template = { language: 'jsonata', source: '$', format: 'json' } as const;
  const target = { url: 'https://example.com/{{id}}', headers: [] };
  await pool.render({ template, payload: '{}', context: {}, target });
  return pool;
}
