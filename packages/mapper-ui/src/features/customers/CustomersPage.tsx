import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Plus, Users } from 'lucide-react';
import { customersQuery } from '../../api/customers.ts';
import { Button } from '../../components/Button.tsx';
import { DemoPill } from '../../components/DemoPill.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Cell, Row, Table } from '../../components/Table.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { isDemo } from '../../core/first-steps.ts';
import { matchesText } from '../../core/matches-text.ts';
import { useRole } from '../../state/useRole.ts';
import { AddCustomerDialog } from './AddCustomerDialog.tsx';

const route = getRouteApi('/shell/customers');
const narrow = 'max-[760px]:hidden';
const columns = [
  { title: 'Name' },
  { title: 'External id', width: '24%', className: narrow },
  { title: 'Triggers', width: '96px' },
  { title: 'Updated', width: '128px', className: narrow },
];

export function CustomersPage() {
  const { q = '', add } = route.useSearch();
  const navigate = route.useNavigate();
  const { mayEdit } = useRole();
  const customers = useQuery(customersQuery());
  const found = customers.data?.filter((customer) => matchesText(q, [customer.name, customer.externalId]));
  const setAdding = (adding: boolean) => void navigate({ search: { q, add: adding ? 'yes' : undefined } });
  const addButton = mayEdit && (
    <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
      Add customer
    </Button>
  );
  return (
    <>
      <PageHeader title="Customers" actions={addButton} />
      {customers.isError && customers.data === undefined ? (
        <ErrorState error={customers.error} onRetry={() => void customers.refetch()} />
      ) : customers.data?.length === 0 ? (
        <EmptyState icon={<Users />} title="No customers yet" action={addButton}>
          A customer is who receives postbacks: a store, a warehouse, a CRM. Add one, then give it a trigger.
        </EmptyState>
      ) : (
        <>
          <div className="border-b border-line-soft px-5 py-2.5 max-[760px]:px-4">
            <SearchInput
              label="Search customers"
              value={q}
              onChange={(next) => void navigate({ search: { q: next }, replace: true })}
              placeholder="Search names and external ids"
            />
          </div>
          <div className="min-h-0 flex-1 overflow-auto">
            <Table label="Customers" columns={columns}>
              {found === undefined ? (
                <SkeletonRows columns={columns} />
              ) : (
                found.map((customer) => (
                  <Row
                    key={customer.id}
                    className="cursor-pointer"
                    onClick={() => void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } })}
                  >
                    <Cell wraps className="font-medium">
                      <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
                        {customer.name}
                      </Link>{' '}
                      {isDemo(customer.name) && <DemoPill />}
                    </Cell>
                    <Cell className={`mono text-mut ${narrow}`}>{customer.externalId ?? '–'}</Cell>
                    <Cell className="figures">{customer.triggerCount}</Cell>
                    <Cell className={`text-mut ${narrow}`}>
                      <TimeText at={customer.updatedAt} ago />
                    </Cell>
                  </Row>
                ))
              )}
            </Table>
            {found?.length === 0 && (
              <EmptyState title="No customer matches">Nothing has “{q}” in its name or external id.</EmptyState>
            )}
          </div>
        </>
      )}
      {add !== undefined && mayEdit && (
        <AddCustomerDialog
          onClose={() => setAdding(false)}
          onAdded={(customer) => void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } })}
        />
      )}
    </>
  );
}
