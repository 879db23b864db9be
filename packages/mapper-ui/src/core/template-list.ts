import type { TemplateResource } from '@postmap/server/contract';
import { matchesText } from './matches-text.ts';

/** What the list can be cut down to. */
export const TEMPLATE_STATES = ['any', 'draft', 'published', 'changed', 'failing', 'unused'] as const;
export type TemplateState = (typeof TEMPLATE_STATES)[number];

export const TEMPLATE_STATE_NAMES: Record<TemplateState, string> = {
  any: 'any',
  draft: 'never published',
  published: 'published as it is',
  changed: 'changed since publishing',
  failing: 'with failing cases',
  unused: 'used by no trigger',
};

export const TEMPLATE_SORTS = ['name', 'published', 'used', 'cases', 'updated'] as const;
export type TemplateSort = (typeof TEMPLATE_SORTS)[number];

/** A column and its direction, in the URL as `name` or `-name`. */
export interface SortOrder {
  by: TemplateSort;
  descending: boolean;
}

/** Names from A to Z unless the text says another order. */
export function readSort(text: string | undefined): SortOrder {
  const by = TEMPLATE_SORTS.find((sort) => sort === text?.replace(/^-/, ''));
  return { by: by ?? 'name', descending: by !== undefined && text?.startsWith('-') === true };
}

/** The order after a click on a column: times and counts begin with the most, and a second click turns them round. */
export function turnSort(current: SortOrder, by: TemplateSort): string | undefined {
  const descending = current.by === by ? !current.descending : by !== 'name';
  const text = `${descending ? '-' : ''}${by}`;
  return text === 'name' ? undefined : text;
}

const CHECKS: Record<TemplateState, (template: TemplateResource) => boolean> = {
  any: () => true,
  draft: ({ published }) => published === null,
  published: ({ published, changedSincePublish }) => published !== null && !changedSincePublish,
  changed: ({ published, changedSincePublish }) => published !== null && changedSincePublish,
  failing: ({ cases }) => cases.failed > 0,
  unused: ({ usedBy }) => usedBy.length === 0,
};

export function isInState(template: TemplateResource, state: TemplateState): boolean {
  return CHECKS[state](template);
}

const COMPARISONS: Record<TemplateSort, (one: TemplateResource, other: TemplateResource) => number> = {
  name: (one, other) => one.name.localeCompare(other.name),
  published: (one, other) => (one.published?.publishedAt ?? '').localeCompare(other.published?.publishedAt ?? ''),
  used: (one, other) => one.usedBy.length - other.usedBy.length,
  cases: (one, other) => one.cases.failed - other.cases.failed || one.cases.total - other.cases.total,
  updated: (one, other) => one.updatedAt.localeCompare(other.updatedAt),
};

/** The templates that match, in order; equal ones by name. */
export function listTemplates(
  templates: readonly TemplateResource[],
  { query, state, format, sort }: { query: string; state: TemplateState; format: string | undefined; sort: SortOrder },
): TemplateResource[] {
  const sign = sort.descending ? -1 : 1;
  return templates
    .filter(
      (template) =>
        isInState(template, state) &&
        (format === undefined || template.format === format) &&
        matchesText(query, [
          template.name,
          template.description,
          template.eventType,
          template.language,
          template.format,
        ]),
    )
    .toSorted((one, other) => sign * COMPARISONS[sort.by](one, other) || one.name.localeCompare(other.name));
}
