import type {
  CaseInput,
  CaseRun,
  RunCasesInput,
  TemplateCaseResource,
  TemplateResource,
} from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request, requestAll } from './client.ts';

export const casesQuery = (templateId: string) =>
  queryOptions({
    queryKey: ['templates', templateId, 'cases'],
    queryFn: ({ signal }) => requestAll<TemplateCaseResource>(`/templates/${templateId}/cases`, {}, signal),
  });

/** How the cases do on the saved draft; asked again when the draft or a case has changed. */
export const caseRunQuery = ({ id, version }: TemplateResource, cases: readonly TemplateCaseResource[]) =>
  queryOptions({
    queryKey: ['templates', id, 'case-run', version, cases.map((one) => `${one.id} ${one.version}`)],
    queryFn: ({ signal }) => request<CaseRun>('POST', `/templates/${id}/cases/run`, { body: {}, signal }),
    staleTime: Infinity,
  });

export function runCases(templateId: string, input: RunCasesInput): Promise<CaseRun> {
  return request('POST', `/templates/${templateId}/cases/run`, { body: input });
}

export function createCase(templateId: string, input: CaseInput): Promise<TemplateCaseResource> {
  return request('POST', `/templates/${templateId}/cases`, { body: input });
}

export function changeCase(
  { id, templateId, version }: TemplateCaseResource,
  change: Partial<CaseInput>,
): Promise<TemplateCaseResource> {
  return request('PATCH', `/templates/${templateId}/cases/${id}`, { body: change, version });
}

export function deleteCase({ id, templateId }: TemplateCaseResource): Promise<null> {
  return request('DELETE', `/templates/${templateId}/cases/${id}`);
}
