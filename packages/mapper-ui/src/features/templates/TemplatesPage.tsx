import type { TemplateResource } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Braces, ListChecks, Plus } from 'lucide-react';
import { useState } from 'react';
import { runCases } from '../../api/template-cases.ts';
import { templatesQuery } from '../../api/templates.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { announce, announceError } from '../../components/Toast.tsx';
import { pickOne } from '../../core/search.ts';
import { listTemplates, readSort, TEMPLATE_STATES, turnSort } from '../../core/template-list.ts';
import { useRole, VIEWER_REASON } from '../../state/useRole.ts';
import { DeleteTemplateDialog } from './DeleteTemplateDialog.tsx';
import { NewTemplateDialog } from './NewTemplateDialog.tsx';
import { TemplateFilters } from './TemplateFilters.tsx';
import { TemplateTable } from './TemplateTable.tsx';

const route = getRouteApi('/shell/templates');

export function TemplatesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { mayEdit } = useRole();
  const templates = useQuery(templatesQuery());
  const [deleting, setDeleting] = useState<TemplateResource | null>(null);
  const { q = '', state, format, sort, add, event } = search;
  const order = readSort(sort);
  const found =
    templates.data &&
    listTemplates(templates.data, { query: q, state: pickOne(TEMPLATE_STATES, state), format, sort: order });
  const setAdding = (adding: boolean) => void navigate({ search: { ...search, add: adding ? 'yes' : undefined } });
  const newButton = (
    <Button
      variant="primary"
      icon={<Plus />}
      disabled={!mayEdit}
      title={mayEdit ? undefined : VIEWER_REASON}
      onClick={() => setAdding(true)}
    >
      New template
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Templates"
        actions={
          <>
            {mayEdit && found !== undefined && <RunAllButton templates={found} />}
            {newButton}
          </>
        }
      />
      {templates.isError && templates.data === undefined ? (
        <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
      ) : templates.data?.length === 0 ? (
        <EmptyState icon={<Braces />} title="No templates yet" action={newButton}>
          A template turns an event into exactly what a customer’s system wants to receive.
        </EmptyState>
      ) : (
        <>
          <TemplateFilters
            search={search}
            templates={templates.data ?? []}
            onChange={(change) => void navigate({ search: { ...search, ...change }, replace: true })}
          />
          <div className="min-h-0 flex-1 overflow-auto">
            <TemplateTable
              templates={found}
              sort={order}
              onSort={(by) => void navigate({ search: { ...search, sort: turnSort(order, by) }, replace: true })}
              onDelete={setDeleting}
            />
            {found?.length === 0 && (
              <EmptyState
                title="No template matches"
                action={
                  <Button onClick={() => void navigate({ search: { sort }, replace: true })}>Show all templates</Button>
                }
              >
                {q === '' ? 'None is as the filters ask.' : `Nothing has “${q}” in its name, event type or language.`}
              </EmptyState>
            )}
          </div>
        </>
      )}
      {add !== undefined && mayEdit && (
        <NewTemplateDialog
          eventType={event ?? null}
          onClose={() => setAdding(false)}
          onAdded={({ id }) => void navigate({ to: '/templates/$templateId', params: { templateId: id } })}
        />
      )}
      {deleting !== null && <DeleteTemplateDialog template={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}

/** Runs the cases of every template in the list, one template after the other. */
function RunAllButton({ templates }: { templates: readonly TemplateResource[] }) {
  const client = useQueryClient();
  const tested = templates.filter(({ cases }) => cases.total > 0);
  const count = tested.reduce((sum, { cases }) => sum + cases.total, 0);
  const run = useMutation({
    mutationFn: async () => {
      let failed = 0;
      // One after the other: live deliveries are rendered in the same processes.
      // oxlint-disable-next-line no-await-in-loop
      for (const { id } of tested) failed += (await runCases(id, {})).failed;
      return failed;
    },
    onSuccess: (failed) => {
      const among = `${count} ${count === 1 ? 'case' : 'cases'} of ${tested.length} ${tested.length === 1 ? 'template' : 'templates'}`;
      announce(
        failed === 0 ? `All cases pass` : `${failed} ${failed === 1 ? 'case fails' : 'cases fail'}`,
        `${among} ran.`,
      );
    },
    onError: (error) => announceError(error, 'The cases could not all be run'),
    onSettled: () => client.invalidateQueries({ queryKey: templatesQuery().queryKey, exact: true }),
  });
  if (tested.length === 0) return null;
  return (
    <Button icon={<ListChecks />} busy={run.isPending} onClick={() => run.mutate()}>
      Run cases
    </Button>
  );
}
