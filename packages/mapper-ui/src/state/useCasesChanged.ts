import { useQueryClient } from '@tanstack/react-query';
import { casesQuery } from '../api/template-cases.ts';
import { templateQuery, templatesQuery } from '../api/templates.ts';

/** Asks again for what a change of a template's cases shows in. */
export function useCasesChanged(templateId: string): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: casesQuery(templateId).queryKey });
    await client.invalidateQueries({ queryKey: templateQuery(templateId).queryKey, exact: true });
    await client.invalidateQueries({ queryKey: templatesQuery().queryKey, exact: true });
  };
}
