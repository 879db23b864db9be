import { availableParallelism } from 'node:os';
import { createRenderPool } from '../rendering/child-render-pool.ts';
import type { RenderPool } from '../rendering/render-pool.ts';

/** Runs templates as the server does, in processes that are killed at a deadline, and ends those processes afterwards. */
export async function withRenderPool<T>(use: (pool: RenderPool) => Promise<T>): Promise<T> {
  const pool = createRenderPool({ size: Math.min(4, availableParallelism()) });
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}
