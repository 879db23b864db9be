import type { TemplateResource } from '@postmap/server/contract';

/** The templates that call this one as a partial, in their draft or as they are published. */
export function listCallers({ id }: TemplateResource, templates: readonly TemplateResource[]): TemplateResource[] {
  return templates.filter((one) => one.id !== id && one.usesPartials.some(({ templateId }) => templateId === id));
}
