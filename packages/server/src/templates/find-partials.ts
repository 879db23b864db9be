import { listPartials } from '@postmap/engine';
import type { Callable, Format, Partials, Template } from '@postmap/engine';
import type { FrozenPartial, Revision } from '../contract/index.ts';
import type { ReadCollection } from '../storage/workspace/workspace.ts';
import { collectPartials } from './collect-partials.ts';
import type { RevisionStore } from './revision-store.ts';
import type { TemplateRecord } from './template-record.ts';

interface PartialDeps {
  records: { templates: Pick<ReadCollection<TemplateRecord>, 'list'> };
  ledger: { revisions: Pick<RevisionStore, 'get'> };
}

interface FoundPartials {
  /** As the engine takes them; where a name is not known, the names of all other templates too, for it to suggest one. */
  partials: Partials;
  /** Those that can be called, as a revision keeps them. */
  frozen: FrozenPartial[];
}

/** A draft with what it calls as it is published now, and that in the form in which a revision keeps it. */
export async function linkDraft(
  deps: PartialDeps,
  { language, source, format, formatOptions, name }: Template,
): Promise<{ template: Template; frozen: FrozenPartial[] }> {
  const names = language === 'handlebars' ? listPartials(source) : [];
  const { partials, frozen } = await findPartials(deps, names, format);
  return { template: { language, source, format, formatOptions, name, partials }, frozen };
}

/** What templates of these names have published, and what those call in turn; each once. */
export async function findPartials(
  deps: PartialDeps,
  names: readonly string[],
  format: Format,
): Promise<FoundPartials> {
  if (names.length === 0) return { partials: {}, frozen: [] };
  const byName = Map.groupBy(await deps.records.templates.list(), ({ name }) => name);
  const frozen: FrozenPartial[] = [];
  const find = async (name: string): Promise<Callable | undefined> => {
    const candidates = byName.get(name);
    if (candidates === undefined) return undefined;
    const chosen = await choosePublished(deps, candidates, format);
    if ('unavailable' in chosen) return chosen;
    const { templateId, revision, language, source } = chosen;
    if (language === 'handlebars' && chosen.format === format) frozen.push({ name, templateId, revision, source });
    return { language, source, format: chosen.format };
  };
  return { partials: await collectPartials(names, { find, names: byName.keys() }), frozen };
}

/** Of several templates with one name, the one that fits; templates for an email's two parts may well share theirs. */
async function choosePublished(
  { ledger }: Pick<PartialDeps, 'ledger'>,
  candidates: readonly TemplateRecord[],
  format: Format,
): Promise<Revision | { unavailable: string }> {
  const revisions = await Promise.all(
    candidates.map(async ({ id, published }) =>
      published === null ? undefined : ledger.revisions.get(id, published.revision),
    ),
  );
  const published = revisions.filter((revision) => revision !== undefined);
  const [fitting, another] = published.filter((one) => one.language === 'handlebars' && one.format === format);
  if (another !== undefined) return { unavailable: 'several published templates have this name: rename all but one' };
  return fitting ?? published[0] ?? { unavailable: 'it has not been published yet: publish it first' };
}
