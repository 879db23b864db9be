import type { PublishInput, Revision, TemplateInput, TemplateResource } from '@postmap/server/contract';
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

export function publishTemplate(id: string, input: PublishInput): Promise<Revision> {
  return request('POST', `/templates/${id}/publish`, { body: input });
}
