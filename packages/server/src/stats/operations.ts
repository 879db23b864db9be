import type { Stats } from '../contract/index.ts';
import type { ServerDeps } from '../server-deps.ts';

/** How deliveries are doing now. A failing trigger that has been deleted since is left out. */
export async function readStats({
  ledger,
  workspace,
  runner,
  now,
}: Pick<ServerDeps, 'ledger' | 'workspace' | 'runner' | 'now'>): Promise<Stats> {
  const [figures, { due, later, paused, oldestDueAt }] = await Promise.all([
    ledger.deliveries.stats(now()),
    runner.countBacklog(),
  ]);
  const triggers = await Promise.all(figures.failing.map(({ triggerId }) => workspace.records.triggers.get(triggerId)));
  return {
    ...figures,
    failing: figures.failing.filter((_, index) => triggers[index] !== undefined),
    backlog: {
      due,
      waiting: later + paused,
      oldestDueAt: oldestDueAt === null ? null : new Date(oldestDueAt).toISOString(),
    },
  };
}
