import type { CaseResult, TemplateCaseResource, TemplateResource } from '@postmap/server/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ListChecks, Play, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { caseRunQuery, casesQuery } from '../../api/template-cases.ts';
import { templateQuery, templatesQuery } from '../../api/templates.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote, ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useRole } from '../../state/useRole.ts';
import { AddCaseDialog } from './AddCaseDialog.tsx';
import { CaseItem } from './CaseItem.tsx';

const route = getRouteApi('/shell/templates/$templateId/details');

/** A template's cases and how they do on its draft: they run when the page is opened, and when the draft or a case changes. */
export function TemplateCases({ template }: { template: TemplateResource }) {
  const client = useQueryClient();
  const { mayEdit } = useRole();
  const [adding, setAdding] = useState(false);
  const cases = useQuery(casesQuery(template.id));
  const items = cases.data ?? [];
  const run = useQuery({ ...caseRunQuery(template, items), enabled: mayEdit && items.length > 0 });
  useEffect(() => {
    // The template's counts are of its newest run.
    if (run.data === undefined) return;
    void client.invalidateQueries({ queryKey: templatesQuery().queryKey, exact: true });
    void client.invalidateQueries({ queryKey: templateQuery(template.id).queryKey, exact: true });
  }, [client, run.data, template.id]);
  if (cases.isError && cases.data === undefined)
    return <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />;
  if (cases.data === undefined) return <Skeleton className="m-5 w-1/3" />;
  const addButton = mayEdit && (
    <Button variant={items.length === 0 ? 'primary' : 'secondary'} icon={<Plus />} onClick={() => setAdding(true)}>
      Add case
    </Button>
  );
  const addDialog = adding && <AddCaseDialog template={template} cases={items} onClose={() => setAdding(false)} />;
  if (items.length === 0) {
    return (
      <>
        <EmptyState icon={<ListChecks />} title="No cases yet" action={addButton}>
          A case is a payload and exactly what must come of it. Cases run before each publish, so that a change which
          breaks one is not published by mistake.
        </EmptyState>
        {addDialog}
      </>
    );
  }
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-2 border-b border-line-soft px-5 py-2 max-[760px]:px-4">
        <output className="min-w-0 flex-1 text-mut">
          {run.data === undefined ? (run.isFetching ? 'Running…' : `${items.length} cases`) : summarise(run.data)}
        </output>
        {mayEdit && (
          <Button icon={<Play />} busy={run.isFetching} onClick={() => void run.refetch()}>
            Run all
          </Button>
        )}
        {addButton}
      </div>
      {run.isError && (
        <div className="px-5 pt-3">
          <ErrorNote error={run.error} />
        </div>
      )}
      <CaseList items={items} results={run.data?.results} template={template} />
      {addDialog}
    </>
  );
}

function CaseList({
  items,
  results,
  template,
}: {
  items: readonly TemplateCaseResource[];
  results: readonly CaseResult[] | undefined;
  template: TemplateResource;
}) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ul aria-label="Cases">
      {items.map((one) => (
        <CaseItem
          key={one.id}
          template={template}
          wanted={one}
          result={results?.find(({ caseId }) => caseId === one.id)}
          open={search.case === one.id}
          onToggle={() =>
            void navigate({
              search: { tab: 'cases', case: search.case === one.id ? undefined : one.id },
              replace: true,
            })
          }
        />
      ))}
    </ul>
  );
}

function summarise({ passed, failed }: { passed: number; failed: number }): string {
  if (failed === 0) return passed === 1 ? 'It passes on the draft' : `All ${passed} pass on the draft`;
  return `${failed} of ${passed + failed} fail on the draft: publishing asks before it goes on`;
}
