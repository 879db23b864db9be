import type { Customer } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { customerQuery } from '../../api/customers.ts';
import { buttonClass } from '../../components/Button.tsx';
import { DemoPill } from '../../components/DemoPill.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { isDemo } from '../../core/first-steps.ts';
import { pickOne } from '../../core/search.ts';
import { useRole } from '../../state/useRole.ts';
import { CustomerDeliveries } from './CustomerDeliveries.tsx';
import { CustomerProfile } from './CustomerProfile.tsx';
import { CustomerTriggers } from './CustomerTriggers.tsx';

const route = getRouteApi('/shell/customers/$customerId');
const tabs = ['triggers', 'deliveries', 'profile'] as const;

export function CustomerPage() {
  const { customerId } = route.useParams();
  const customer = useQuery(customerQuery(customerId));
  const { mayEdit } = useRole();
  const allCustomers = <Link to="/customers">Customers</Link>;
  if (customer.isError && customer.data === undefined) {
    return (
      <>
        <PageHeader title="Customer" before={allCustomers} />
        <ErrorState error={customer.error} onRetry={() => void customer.refetch()} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={customer.data?.name ?? 'Customer'}
        before={allCustomers}
        after={customer.data !== undefined && isDemo(customer.data.name) && <DemoPill />}
        actions={
          mayEdit && (
            <Link
              to="/customers/$customerId/triggers/$triggerId"
              params={{ customerId, triggerId: 'new' }}
              className={buttonClass('primary')}
            >
              <Plus aria-hidden /> Add trigger
            </Link>
          )
        }
      />
      {customer.data === undefined ? (
        <div className="flex flex-col gap-4 p-5">
          <Skeleton className="w-64" />
          <Skeleton className="w-96" />
        </div>
      ) : (
        <CustomerTabs customer={customer.data} />
      )}
    </>
  );
}

function CustomerTabs({ customer }: { customer: Customer }) {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Tabs
      label="Customer"
      className="flex-1"
      listClassName="px-5"
      value={pickOne(tabs, tab)}
      onChange={(next) => void navigate({ search: { tab: next }, replace: true })}
      tabs={[
        { value: 'triggers', label: 'Triggers', content: <CustomerTriggers customer={customer} /> },
        { value: 'deliveries', label: 'Deliveries', content: <CustomerDeliveries customer={customer} /> },
        { value: 'profile', label: 'Profile', content: <CustomerProfile key={customer.version} customer={customer} /> },
      ]}
    />
  );
}
