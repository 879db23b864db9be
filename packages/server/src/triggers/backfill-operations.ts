import type { Backfill, BackfillOutlook } from '../contract/index.ts';
import { idBefore } from '../ids/new-id.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { BackfillRecord } from './backfill-store.ts';
import { findBackfillPage } from './find-backfill.ts';
import type { BackfillDeps } from './find-backfill.ts';
import { requireTrigger } from './operations.ts';
import { findRunningRevision } from './present-trigger.ts';
import type { TriggerRecord } from './trigger-record.ts';

type OperationDeps = BackfillDeps & Pick<ServerDeps, 'backfills'>;

/** How far back a backfill goes. */
const DAY_MS = 86_400_000;
/** How long an answer waits for the end of a backfill, and how long a count may take. */
const RUN_WAIT_MS = 5_000;
const COUNT_MS = 2_000;

/**
 * Delivers the matching events of the last 24 hours that the trigger has not delivered, by the revision that runs now. One that is still under way
 * goes on instead of another. Null when the trigger has nothing to render by.
 */
export async function startBackfill(deps: OperationDeps, id: string): Promise<Backfill | null> {
  const trigger = await requireTrigger(deps.workspace.records, id);
  const range = await nameRange(deps, trigger);
  if (range === null) return null;
  await deps.ledger.backfills.begin({ triggerId: id, ...range });
  return deps.backfills.run(id, RUN_WAIT_MS);
}

/** How many events a backfill would deliver now, and how far the one under way has come. */
export async function foreseeBackfill(deps: OperationDeps, id: string): Promise<BackfillOutlook> {
  const { workspace, ledger } = deps;
  const trigger = await requireTrigger(workspace.records, id);
  const last = await ledger.backfills.get(id);
  const running = last?.complete === false ? { count: last.count, complete: false } : null;
  const range = await nameRange(deps, trigger);
  if (range === null) return { count: 0, complete: true, running };
  return { ...(await countMatching(deps, trigger, range)), running };
}

type Range = Pick<BackfillRecord, 'templateId' | 'revision' | 'afterId' | 'untilId'>;

async function countMatching(deps: OperationDeps, trigger: TriggerRecord, range: Range): Promise<Backfill> {
  const until = deps.now() + COUNT_MS;
  let { afterId } = range;
  for (let count = 0; ;) {
    const page = await findBackfillPage(deps, trigger, { ...range, afterId });
    count += page.deliveries.length;
    ({ afterId } = page);
    if (page.isLast || deps.now() >= until) return { count, complete: page.isLast };
  }
}

/** The events from 24 hours ago to now: those that come later find the trigger active. Null when no revision runs. */
async function nameRange({ workspace, now, newId }: OperationDeps, trigger: TriggerRecord): Promise<Range | null> {
  const { templateId } = trigger;
  if (templateId === null) return null;
  const template = await workspace.records.templates.get(templateId);
  const revision = findRunningRevision(trigger, template);
  if (revision === null) return null;
  return { templateId, revision, afterId: idBefore('evt', now() - DAY_MS), untilId: newId('evt') };
}
