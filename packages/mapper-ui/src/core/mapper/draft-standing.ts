import type { TemplateResource } from '@postmap/server/contract';

/** How a draft stands to what live events use; `outdated` is what calls a template that was published since. */
export type DraftStanding = 'unpublished' | 'changed' | 'outdated' | 'published';

/** `changed`: the draft is not what is saved. */
export function readStanding(
  {
    published,
    changedSincePublish,
    partialsOutdated,
  }: Pick<TemplateResource, 'published' | 'changedSincePublish' | 'partialsOutdated'>,
  changed: boolean,
): DraftStanding {
  if (published === null) return 'unpublished';
  if (changed || changedSincePublish) return 'changed';
  return partialsOutdated ? 'outdated' : 'published';
}
