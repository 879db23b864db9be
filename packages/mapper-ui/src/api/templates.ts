import type {
  PartialsResource,
  PublishInput,
  Revision,
  TemplateInput,
  TemplateResource,
} from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request, requestAll } from './client.ts';

export const templatesQuery = () =>
  queryOptions({
    queryKey: ['templates'],
    queryFn: ({ signal }) => requestAll<TemplateResource>('/templates', {}, signal),
  });

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id],
    queryFn: ({ signal }) => request<TemplateResource>('GET', `/templates/${id}`, { signal }),
  });

export const revisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id, 'revisions'],
    queryFn: ({ signal }) => requestAll<Revision>(`/templates/${id}/revisions`, {}, signal),
  });

export const revisionQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ['templates', id, 'revisions', revision],
    queryFn: ({ signal }) => request<Revision>('GET', `/templates/${id}/revisions/${revision}`, { signal }),
    staleTime: Infinity,
  });

export function createTemplate(input: Partial<TemplateInput> & { name: string }): Promise<TemplateResource> {
  return request('POST', '/templates', { body: input });
}

export function changeTemplate(template: TemplateResource, change: Partial<TemplateInput>): Promise<TemplateResource> {
  return request('PATCH', `/templates/${template.id}`, { body: change, version: template.version });
}

export function deleteTemplate(id: string): Promise<null> {
  return request('DELETE', `/templates/${id}`);
}

/** A draft, not published, with the cases of the original. */
export function duplicateTemplate(id: string): Promise<TemplateResource> {
  return request('POST', `/templates/${id}/duplicate`, { body: {} });
}

/** Makes the draft what a revision is; what is published stays. */
export function restoreRevision(template: TemplateResource, revision: number): Promise<TemplateResource> {
  return request('POST', `/templates/${template.id}/revisions/${revision}/restore`, { version: template.version });
}

export function publishTemplate(id: string, input: PublishInput): Promise<Revision> {
  return request('POST', `/templates/${id}/publish`, { body: input });
}

/** The published sources of templates by name, with those that they call. Kept for a minute: an edited one is published anew. */
export const partialsQuery = (names: readonly string[], format: TemplateResource['format']) =>
  queryOptions({
    queryKey: ['templates', 'partials', format, ...names],
    queryFn: ({ signal }) => request<PartialsResource>('POST', '/partials', { body: { names, format }, signal }),
    staleTime: 60_000,
  });
