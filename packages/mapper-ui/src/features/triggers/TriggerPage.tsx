import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { customerQuery } from '../../api/customers.ts';
import { templatesQuery } from '../../api/templates.ts';
import { triggerQuery } from '../../api/triggers.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TriggerForm } from './TriggerForm.tsx';

const route = getRouteApi('/shell/customers/$customerId/triggers/$triggerId');

/** Loads a trigger, or starts a new one where the address says `new`. */
export function TriggerPage() {
  const { customerId, triggerId } = route.useParams();
  // The first save gives the trigger an address of its own; the form stays as it is, with what it shows.
  const [createdId, setCreatedId] = useState<string>();
  const isNew = triggerId === 'new';
  const customer = useQuery(customerQuery(customerId));
  const trigger = useQuery({ ...triggerQuery(triggerId), enabled: !isNew });
  // The form's sections have their height from the start, so they are drawn once the template is known too.
  const templates = useQuery(templatesQuery());
  const failed = [customer, trigger].find((query) => query.isError && query.data === undefined);
  const before = (
    <>
      <Link to="/customers">Customers</Link>
      <span aria-hidden>/</span>
      <Link to="/customers/$customerId" params={{ customerId }} className="truncate">
        {customer.data?.name ?? '…'}
      </Link>
    </>
  );
  if (failed !== undefined) {
    return (
      <>
        <PageHeader title="Trigger" before={before} />
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </>
    );
  }
  if (customer.data === undefined || templates.isPending || (!isNew && trigger.data === undefined)) {
    return (
      <>
        <PageHeader title="Trigger" before={<Link to="/customers">Customers</Link>} />
        <div className="flex flex-col gap-5 p-5">
          {['w-80', 'w-[480px]', 'w-[420px]', 'w-96'].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      </>
    );
  }
  return (
    <TriggerForm
      key={triggerId === createdId ? 'new' : triggerId}
      customer={customer.data}
      trigger={isNew ? undefined : trigger.data}
      before={before}
      onCreated={setCreatedId}
    />
  );
}
