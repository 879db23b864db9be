import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus, Workflow } from 'lucide-react';
import { useState } from 'react';
import { triggersQuery } from '../../api/triggers.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { TriggerTable } from '../../components/TriggerTable.tsx';
import { findTriggers, hasTriggerFilter } from '../../core/trigger-search.ts';
import { useRole } from '../../state/useRole.ts';
import { AddTriggerDialog } from './AddTriggerDialog.tsx';
import { PausedTriggers } from './PausedTriggers.tsx';
import { TriggerFilters } from './TriggerFilters.tsx';

const route = getRouteApi('/shell/triggers');
const rowsAtOnce = 100;

/** Every trigger of every customer, with what is the matter with it. */
export function TriggersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { mayEdit } = useRole();
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState(rowsAtOnce);
  const triggers = useQuery({
    ...triggersQuery(),
    // How deliveries went is part of it. A list that takes many requests is read once.
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 200 ? false : 10_000),
  });
  const found = triggers.data && findTriggers(triggers.data, search);
  const addButton = mayEdit && (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      Add trigger
    </Button>
  );
  return (
    <>
      <PageHeader title="Triggers" actions={addButton} />
      {triggers.isError && triggers.data === undefined ? (
        <ErrorState error={triggers.error} onRetry={() => void triggers.refetch()} />
      ) : triggers.data?.length === 0 ? (
        <EmptyState icon={<Workflow />} title="No triggers yet" action={addButton}>
          A trigger says which events go to a customer, through which template, to which URL or email address.
        </EmptyState>
      ) : (
        <>
          <TriggerFilters
            search={search}
            triggers={triggers.data ?? []}
            onChange={(change) => void navigate({ search: { ...search, ...change }, replace: true })}
          />
          <div className="min-h-0 flex-1 overflow-auto">
            <PausedTriggers triggers={found ?? []} />
            {/* Drawn anew when they come: what stands above them then has not pushed the placeholder down. */}
            <TriggerTable key={found === undefined ? 'pending' : 'found'} triggers={found?.slice(0, shown)} />
            {found !== undefined && found.length > shown && (
              <div className="flex justify-center p-3">
                <Button onClick={() => setShown(shown + rowsAtOnce)}>Show more</Button>
              </div>
            )}
            {found?.length === 0 && hasTriggerFilter(search) && (
              <EmptyState
                title="No trigger matches"
                action={<Button onClick={() => void navigate({ search: {} })}>Show all triggers</Button>}
              >
                Nothing fits these filters.
              </EmptyState>
            )}
          </div>
        </>
      )}
      {adding && <AddTriggerDialog onClose={() => setAdding(false)} />}
    </>
  );
}
