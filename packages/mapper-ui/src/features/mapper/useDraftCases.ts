import type { CaseRun, TemplateCaseResource, TemplateResource } from '@postmap/server/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { casesQuery, runCases } from '../../api/template-cases.ts';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import { useRole } from '../../state/useRole.ts';
import { useSettled } from '../../state/useSettled.ts';

/** The server runs every case: it is asked when nothing was typed for this long. */
const SETTLE_MS = 600;
const NO_CASES: readonly TemplateCaseResource[] = [];

export interface DraftCases {
  list: UseQueryResult<TemplateCaseResource[]>;
  cases: readonly TemplateCaseResource[];
  /** How they do on the draft; while it runs again, how they did before. */
  run: UseQueryResult<CaseRun>;
}

/** The template's cases, run on what is in the editor whenever that, or one of them, has changed. */
export function useDraftCases(template: TemplateResource, content: TemplateContent): DraftCases {
  const { mayEdit } = useRole();
  const list = useQuery(casesQuery(template.id));
  const cases = list.data ?? NO_CASES;
  const { language, source, format, formatOptions } = content;
  const draft = useMemo(() => ({ language, source, format, formatOptions }), [language, source, format, formatOptions]);
  const settled = useSettled(draft, SETTLE_MS);
  const versions = cases.map(({ id, version }) => `${id} ${version}`);
  const run = useQuery({
    queryKey: ['templates', template.id, 'case-run', 'draft', settled, versions],
    queryFn: () => runCases(template.id, { draft: settled }),
    enabled: mayEdit && cases.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 30_000,
  });
  return { list, cases, run };
}
