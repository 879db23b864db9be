import type { Stats } from '../contract/index.ts';
import type { ServerDeps } from '../server-deps.ts';

/** How deliveries are doing now. A failing trigger that has been deleted since is left out. */
export async function readStats({
  ledger,
  workspace,
  now,
}: Pick<ServerDeps, 'ledger' | 'workspace' | 'now'>): Promise<Stats> {
  const stats = await ledger.deliveries.stats(now());
  const triggers = await Promise.all(stats.failing.map(({ triggerId }) => workspace.records.triggers.get(triggerId)));
  return { ...stats, failing: stats.failing.filter((_, index) => triggers[index] !== undefined) };
}
