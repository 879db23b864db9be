import type { Template } from '@postmap/engine';
import { templateInputSchema } from '../contract/index.ts';
import type { Page, PageQuery, Revision, TemplateInput, TemplateResource } from '../contract/index.ts';
import { beginRecord, checkVersion, countChange, listNames, mergeInput } from '../http/change-record.ts';
import { pageOf } from '../http/page-of.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { ServerDeps } from '../server-deps.ts';
import { refuseFormat } from '../triggers/refuse-format.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';
import type { CaseRecord } from './case-record.ts';
import { nameDraft } from './case-verdicts.ts';
import { linkDraft } from './find-partials.ts';
import { listUses, refuseIfCalled } from './partial-uses.ts';
import type { TemplateRecord } from './template-record.ts';
import { describeTemplateErrors, findTemplateErrors } from './template-problem.ts';

type TemplateDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'caseVerdicts' | 'now' | 'newId'>;

export async function listTemplates(deps: TemplateDeps, query: PageQuery): Promise<Page<TemplateResource>> {
  const templates = await deps.workspace.records.templates.list();
  const page = pageOf(templates, query);
  const { triggers, cases } = deps.workspace.records;
  const others = { templates, triggers: await triggers.list(), cases: await cases.list() };
  return { ...page, items: await Promise.all(page.items.map((record) => presentTemplate(deps, record, others))) };
}

export async function getTemplate(deps: TemplateDeps, id: string): Promise<TemplateResource> {
  return presentTemplate(deps, await requireTemplate(deps, id));
}

export async function createTemplate(deps: TemplateDeps, input: TemplateInput): Promise<TemplateResource> {
  const record: TemplateRecord = { ...beginRecord(deps.newId('tpl'), deps.now()), ...input, published: null };
  await deps.workspace.write((writer) => writer.templates.put(record));
  return presentTemplate(deps, record);
}

/** Changes the draft; one with errors may be saved, only not published. */
export async function changeTemplate(
  deps: TemplateDeps,
  { id, patch, version }: { id: string; patch: unknown; version: number | undefined },
): Promise<TemplateResource> {
  const record = await deps.workspace.write(async (writer) => {
    const kept = await writer.templates.get(id);
    if (kept === undefined) throw notFound('template', id);
    checkVersion(kept, version);
    const changed = { ...kept, ...mergeInput(templateInputSchema, kept, patch), ...countChange(kept, deps.now()) };
    if (changed.name !== kept.name)
      await refuseIfCalled({ ledger: deps.ledger, templates: await writer.templates.list() }, kept, 'be renamed');
    await writer.templates.put(changed);
    return changed;
  });
  return presentTemplate(deps, record);
}

/** Deletes a template that no trigger uses and no template calls. Its revisions stay in the ledger, for the deliveries that they rendered. */
export async function deleteTemplate({ workspace, ledger }: TemplateDeps, id: string): Promise<void> {
  await workspace.write(async (writer) => {
    const record = await writer.templates.get(id);
    if (record === undefined) throw notFound('template', id);
    const users = (await writer.triggers.list()).filter(({ templateId }) => templateId === id);
    if (users.length > 0) {
      const names = listNames(users.map(({ name }) => name));
      throw new ProblemError(
        'has-dependants',
        `The template ${JSON.stringify(record.name)} is used by triggers (${names}): give them another template first.`,
      );
    }
    await refuseIfCalled({ ledger, templates: await writer.templates.list() }, record, 'be deleted');
    for (const one of await writer.cases.list()) if (one.templateId === id) await writer.cases.delete(one.id);
    await writer.templates.delete(id);
  });
}

/**
 * Makes the draft a revision, with what it calls as that is published now, and the revision the published one.
 *
 * @throws {ProblemError} `invalid-template` with the diagnostics when the draft does not compile
 */
export async function publishTemplate(
  { workspace, ledger, now }: TemplateDeps,
  { id, note, version, publishedBy }: { id: string; note: string; version: number | undefined; publishedBy: string },
): Promise<{ revision: Revision; version: number }> {
  return workspace.write(async (writer) => {
    const kept = await writer.templates.get(id);
    if (kept === undefined) throw notFound('template', id);
    checkVersion(kept, version);
    const { language, source, format, formatOptions } = kept;
    const { template, frozen } = await linkDraft({ records: writer, ledger }, kept);
    const errors = findTemplateErrors(template);
    if (errors.length > 0) throw describeTemplateErrors(kept, errors, 'be published');
    checkUsers(kept, await writer.triggers.list());
    const newest = (await ledger.revisions.list(id))[0]?.revision ?? 0;
    const publishedAt = new Date(now()).toISOString();
    const revision: Revision = {
      templateId: id,
      revision: newest + 1,
      language,
      source,
      format,
      formatOptions,
      partials: frozen,
      note,
      publishedAt,
      publishedBy,
    };
    // First the ledger: a workspace must never point at a revision that is not there.
    await ledger.revisions.add(revision);
    const changed = { ...kept, ...countChange(kept, now()), published: { revision: revision.revision, publishedAt } };
    await writer.templates.put(changed);
    return { revision, version: changed.version };
  });
}

export async function listRevisions(deps: TemplateDeps, id: string, query: PageQuery): Promise<Page<Revision>> {
  await requireTemplate(deps, id);
  const revisions = await deps.ledger.revisions.list(id);
  const { items, nextCursor } = pageOf(
    revisions.map((revision) => ({ id: String(revision.revision), revision })),
    query,
  );
  return { items: items.map(({ revision }) => revision), nextCursor };
}

export async function getRevision(
  deps: Pick<TemplateDeps, 'workspace' | 'ledger'>,
  id: string,
  number: number,
): Promise<Revision> {
  await requireTemplate(deps, id);
  const revision = await deps.ledger.revisions.get(id, number);
  if (revision === undefined) throw new ProblemError('not-found', `The template has no revision ${number}.`);
  return revision;
}

/** Makes the draft equal to a revision; what is published stays. */
export async function restoreRevision(
  deps: TemplateDeps,
  { id, number, version }: { id: string; number: number; version: number | undefined },
): Promise<TemplateResource> {
  const { language, source, format, formatOptions } = await getRevision(deps, id, number);
  return changeTemplate(deps, { id, patch: { language, source, format, formatOptions }, version });
}

export async function requireTemplate(
  { workspace }: Pick<TemplateDeps, 'workspace'>,
  id: string,
): Promise<TemplateRecord> {
  const record = await workspace.records.templates.get(id);
  if (record === undefined) throw notFound('template', id);
  return record;
}

/** A format that a trigger's destination cannot take must not be published under it. */
function checkUsers({ id, format }: TemplateRecord, triggers: readonly TriggerRecord[]): void {
  const stuck = triggers.filter(
    (trigger) =>
      trigger.templateId === id &&
      trigger.revision === 'published' &&
      refuseFormat(trigger.destination, format) !== null,
  );
  if (stuck.length === 0) return;
  const emails = stuck.filter(({ destination }) => destination.kind === 'email');
  const names = listNames((emails.length > 0 ? emails : stuck).map(({ name }) => name));
  throw new ProblemError(
    'not-possible-now',
    emails.length > 0
      ? `Format "${format}" cannot be an email, as ${names} would send it: use format "html" or "text", or give them another template first.`
      : `Format "${format}" cannot be sent with GET, as ${names} would: change their method to POST first, or use format "query", which puts its fields into the URL.`,
  );
}

async function presentTemplate(
  { workspace, ledger, caseVerdicts }: Pick<TemplateDeps, 'workspace' | 'ledger' | 'caseVerdicts'>,
  record: TemplateRecord,
  others?: { templates: readonly TemplateRecord[]; triggers: readonly TriggerRecord[]; cases: readonly CaseRecord[] },
): Promise<TemplateResource> {
  const { published } = record;
  const revision = published === null ? undefined : await ledger.revisions.get(record.id, published.revision);
  const users = (others?.triggers ?? (await workspace.records.triggers.list())).filter(
    ({ templateId }) => templateId === record.id,
  );
  const cases = (others?.cases ?? (await workspace.records.cases.list())).filter(
    ({ templateId }) => templateId === record.id,
  );
  const templates = others?.templates ?? (await workspace.records.templates.list());
  const uses = listUses(record, revision, templates);
  return {
    ...record,
    ...uses,
    changedSincePublish: revision === undefined || !isSameTemplate(record, revision),
    cases: caseVerdicts.count(cases, nameDraft(record, templates)),
    usedBy: users.map(({ id, name, customerId }) => ({ triggerId: id, triggerName: name, customerId })),
  };
}

type OwnParts = Pick<Template, 'language' | 'source' | 'format' | 'formatOptions'>;

function isSameTemplate(one: OwnParts, other: OwnParts): boolean {
  return (
    one.source === other.source &&
    one.language === other.language &&
    one.format === other.format &&
    (one.formatOptions?.csvFormulas ?? 'escape') === (other.formatOptions?.csvFormulas ?? 'escape')
  );
}
