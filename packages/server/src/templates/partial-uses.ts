import { listPartials } from '@postmap/engine';
import type { Revision, TemplateResource } from '../contract/index.ts';
import { listNames } from '../http/change-record.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { RevisionStore } from './revision-store.ts';
import type { TemplateRecord } from './template-record.ts';

/** What a template's draft calls, and what its published revision was published with. */
export function listUses(
  record: TemplateRecord,
  revision: Revision | undefined,
  templates: readonly TemplateRecord[],
): Pick<TemplateResource, 'usesPartials' | 'partialsOutdated'> {
  const frozen = revision?.partials ?? [];
  const called = record.language === 'handlebars' ? listPartials(record.source) : [];
  const names = [...new Set([...called, ...frozen.map(({ name }) => name)])];
  if (names.length === 0) return { usesPartials: [], partialsOutdated: false };
  const usesPartials = names.map((name) => {
    const kept = frozen.find((partial) => partial.name === name);
    const named = templates.filter((one) => one.name === name);
    const fitting = named.filter((one) => one.language === 'handlebars' && one.format === record.format);
    const [only] = fitting.length > 0 ? fitting : named;
    const template = kept === undefined ? only : templates.find(({ id }) => id === kept.templateId);
    return {
      name,
      templateId: template?.id ?? null,
      frozenRevision: kept?.revision ?? null,
      publishedRevision: template?.published?.revision ?? null,
    };
  });
  const partialsOutdated = usesPartials.some(
    ({ frozenRevision, publishedRevision }) =>
      frozenRevision !== null && publishedRevision !== null && publishedRevision > frozenRevision,
  );
  return { usesPartials, partialsOutdated };
}

/**
 * Keeps the name of a template to which others have tied themselves by it. Where another has that name too, drafts can call that one; what is
 * published was published with this one.
 *
 * @param doing what would be done to it, such as "be deleted"
 * @throws {ProblemError} `has-dependants` naming them
 */
export async function refuseIfCalled(
  { ledger, templates }: { ledger: { revisions: Pick<RevisionStore, 'get'> }; templates: readonly TemplateRecord[] },
  { id, name }: TemplateRecord,
  doing: string,
): Promise<void> {
  const others = templates.filter((other) => other.id !== id);
  const isOnly = others.every((other) => other.name !== name);
  const isCalled = await Promise.all(
    others.map(async ({ id: otherId, language, source, published }) => {
      if (isOnly && language === 'handlebars' && listPartials(source).includes(name)) return true;
      const revision = published === null ? undefined : await ledger.revisions.get(otherId, published.revision);
      return revision?.partials.some(({ templateId }) => templateId === id) ?? false;
    }),
  );
  const callers = others.filter((_, index) => isCalled[index]);
  if (callers.length === 0) return;
  const names = listNames(callers.map((caller) => caller.name));
  throw new ProblemError(
    'has-dependants',
    `The template ${JSON.stringify(name)} cannot ${doing}, because templates call it by its name, in their draft or as published (${names}): take the call out of them and publish them first.`,
  );
}
