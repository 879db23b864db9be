import type { Customer } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Workflow } from 'lucide-react';
import { triggersQuery } from '../../api/triggers.ts';
import { buttonClass } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { TriggerTable } from '../../components/TriggerTable.tsx';
import { useRole } from '../../state/useRole.ts';

export function CustomerTriggers({ customer }: { customer: Customer }) {
  const triggers = useQuery({ ...triggersQuery(customer.id), refetchInterval: 10_000 });
  const { mayEdit } = useRole();
  if (triggers.isError && triggers.data === undefined)
    return <ErrorState error={triggers.error} onRetry={() => void triggers.refetch()} />;
  if (triggers.data?.length === 0) {
    return (
      <EmptyState
        icon={<Workflow />}
        title="No triggers yet"
        action={
          mayEdit && (
            <Link
              to="/customers/$customerId/triggers/$triggerId"
              params={{ customerId: customer.id, triggerId: 'new' }}
              className={buttonClass('primary')}
            >
              <Plus aria-hidden /> Add the first trigger
            </Link>
          )
        }
      >
        A trigger says which events go to {customer.name}, through which template, to which URL or email address.
      </EmptyState>
    );
  }
  return <TriggerTable triggers={triggers.data} oneCustomer />;
}
