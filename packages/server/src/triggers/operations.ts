import type { Principal } from '../access/principal.ts';
import { triggerInputSchema } from '../contract/index.ts';
import type { Page, PageQuery, Trigger, TriggerInput } from '../contract/index.ts';
import { beginRecord, checkVersion, countChange, mergeInput } from '../http/change-record.ts';
import { pageOf } from '../http/page-of.ts';
import { invalidField, notFound, ProblemError } from '../http/problem-error.ts';
import { generateSigningSecret } from '../outbound/signing.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { WorkspaceReader } from '../storage/workspace/workspace.ts';
import { requireMailServer } from './check-email.ts';
import { checkTrigger } from './check-trigger.ts';
import { maskDestination, sealDestination, secretPlace } from './destination-secrets.ts';
import { findCurrentTest, findRunningRevision, hideFromViewer, presentTrigger } from './present-trigger.ts';
import type { TriggerRecord } from './trigger-record.ts';

type TriggerDeps = Pick<
  ServerDeps,
  'workspace' | 'ledger' | 'catalog' | 'secretBox' | 'runner' | 'mailer' | 'now' | 'newId' | 'randomBytes'
>;
interface Change {
  id: string;
  version: number | undefined;
}

export async function listTriggers(
  deps: TriggerDeps,
  {
    customerId,
    templateId,
    ...query
  }: PageQuery & { customerId?: string | undefined; templateId?: string | undefined },
  viewer: Principal,
): Promise<Page<Trigger>> {
  const wanted = (await deps.workspace.records.triggers.list()).filter(
    (record) =>
      (customerId === undefined || record.customerId === customerId) &&
      (templateId === undefined || record.templateId === templateId),
  );
  const page = pageOf(wanted, query);
  const items = await Promise.all(page.items.map((record) => presentTrigger(deps, record)));
  return { ...page, items: items.map((trigger) => hideFromViewer(trigger, viewer)) };
}

export async function getTrigger(deps: TriggerDeps, id: string, viewer: Principal): Promise<Trigger> {
  return hideFromViewer(await presentTrigger(deps, await requireTrigger(deps.workspace.records, id)), viewer);
}

/** Makes a trigger, as a draft, with a signing secret of its own. */
export async function createTrigger(deps: TriggerDeps, input: TriggerInput): Promise<Trigger> {
  const { workspace, ledger, catalog, secretBox, now, newId, randomBytes } = deps;
  const begun = beginRecord(newId('trg'), now());
  const seal = (secret: string): string => secretBox.seal(secret, secretPlace(begun.id));
  const record = await workspace.write(async (writer) => {
    const checked = await checkTrigger({ reads: writer, ledger, catalog }, input);
    const made: TriggerRecord = {
      ...begun,
      ...checked,
      destination: sealDestination(checked.destination, undefined, seal),
      status: 'draft',
      signingSecrets: [{ sealed: seal(generateSigningSecret(randomBytes)), createdAt: begun.createdAt, until: null }],
    };
    await writer.triggers.put(made);
    return made;
  });
  return presentTrigger(deps, record);
}

export async function changeTrigger(
  deps: TriggerDeps,
  { id, version, patch }: Change & { patch: unknown },
): Promise<Trigger> {
  const { workspace, ledger, catalog, secretBox, now } = deps;
  const record = await workspace.write(async (writer) => {
    const kept = await requireTrigger(writer, id);
    checkVersion(kept, version);
    // Merged over the masked destination, so that a secret that the input leaves alone is kept, not sealed twice.
    const merged = mergeInput(triggerInputSchema, { ...kept, destination: maskDestination(kept.destination) }, patch);
    const input = await checkTrigger({ reads: writer, ledger, catalog }, merged);
    const destination = sealDestination(input.destination, kept.destination, (secret) =>
      secretBox.seal(secret, secretPlace(id)),
    );
    const changed: TriggerRecord = { ...kept, ...input, destination, ...countChange(kept, now()) };
    if (kept.status === 'active') {
      requireMailServer(deps.mailer, changed.destination);
      await checkRunnable(writer, changed);
    }
    await writer.triggers.put(changed);
    return changed;
  });
  return presentTrigger(deps, record);
}

/** Deletes a trigger and ends what still waits for it. */
export async function deleteTrigger({ workspace, ledger, now }: TriggerDeps, id: string): Promise<void> {
  // First the trigger, so that no new event meets it while its deliveries are ended.
  if (!(await workspace.write((writer) => writer.triggers.delete(id)))) throw notFound('trigger', id);
  await ledger.deliveries.cancelOfTrigger(id, 'The trigger was deleted', now());
  await ledger.triggerStates.delete(id);
  await ledger.backfills.delete(id);
}

/**
 * Lets events reach the trigger, and ends a pause of Postmap's own.
 *
 * @throws {ProblemError} `not-possible-now` without a published template, or a mail server for an email, `not-tested` without a successful test of what would run
 */
export async function activateTrigger(
  deps: TriggerDeps,
  { id, version, force }: Change & { force: boolean },
): Promise<Trigger> {
  const { workspace, ledger, runner, now } = deps;
  const record = await workspace.write(async (writer) => {
    const kept = await requireTrigger(writer, id);
    checkVersion(kept, version);
    requireMailServer(deps.mailer, kept.destination);
    const revision = await checkRunnable(writer, kept);
    const test = findCurrentTest(kept, await ledger.triggerStates.get(id), revision);
    if (!force && test?.succeeded !== true) throw describeMissingTest(test);
    await ledger.triggerStates.resume(id);
    if (kept.status === 'active') return kept;
    const changed: TriggerRecord = { ...kept, status: 'active', ...countChange(kept, now()) };
    await writer.triggers.put(changed);
    return changed;
  });
  runner.refreshPaused();
  return presentTrigger(deps, record);
}

/** Keeps events from the trigger; what is due for it waits. */
export async function pauseTrigger(deps: TriggerDeps, { id, version }: Change): Promise<Trigger> {
  const record = await deps.workspace.write(async (writer) => {
    const kept = await requireTrigger(writer, id);
    checkVersion(kept, version);
    if (kept.status === 'paused') return kept;
    if (kept.status === 'draft')
      throw new ProblemError('not-possible-now', 'This trigger was never activated, so there is nothing to pause.');
    const changed: TriggerRecord = { ...kept, status: 'paused', ...countChange(kept, deps.now()) };
    await writer.triggers.put(changed);
    return changed;
  });
  return presentTrigger(deps, record);
}

/** The revision that would run; a trigger without one cannot be active. */
async function checkRunnable(
  { templates }: Pick<WorkspaceReader, 'templates'>,
  trigger: TriggerRecord,
): Promise<number> {
  if (trigger.templateId === null)
    throw new ProblemError('not-possible-now', 'The trigger has no template: choose one first.', [
      { path: 'templateId', message: 'Choose a template.' },
    ]);
  const template = await templates.get(trigger.templateId);
  if (template === undefined) throw invalidField('templateId', 'This template is gone: choose another.');
  const revision = findRunningRevision(trigger, template);
  if (revision !== null) return revision;
  throw new ProblemError(
    'not-possible-now',
    `The template ${JSON.stringify(template.name)} was never published: publish it first.`,
    [{ path: 'templateId', message: 'Publish this template.' }],
  );
}

function describeMissingTest(test: Trigger['test']): ProblemError {
  const reason =
    test === null
      ? 'What would run now (this revision, this destination) has not been tested'
      : 'The newest test did not succeed';
  return new ProblemError('not-tested', `${reason}: send a test that succeeds, or activate with "force": true.`);
}

export async function requireTrigger(
  { triggers }: Pick<WorkspaceReader, 'triggers'>,
  id: string,
): Promise<TriggerRecord> {
  const record = await triggers.get(id);
  if (record === undefined) throw notFound('trigger', id);
  return record;
}
