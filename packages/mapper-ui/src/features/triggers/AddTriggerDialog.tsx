import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { customersQuery } from '../../api/customers.ts';
import { buttonClass } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';

/** Asks whom the new trigger is for; its form belongs to the customer. */
export function AddTriggerDialog({ onClose }: { onClose: () => void }) {
  const customers = useQuery(customersQuery());
  const navigate = useNavigate();
  return (
    <Dialog open onClose={onClose} title="Add trigger" description="For which customer?">
      {customers.isError && <ErrorNote error={customers.error} />}
      {customers.data?.length === 0 ? (
        <EmptyState
          title="No customers yet"
          action={
            <Link to="/customers" search={{ add: 'yes' }} className={buttonClass('primary')}>
              Add customer
            </Link>
          }
        >
          A trigger belongs to a customer: who receives what it sends.
        </EmptyState>
      ) : (
        <Command label="Customers" loop className="rounded-md border border-line">
          <Command.Input
            // The dialog was opened to choose one.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            placeholder="Search customers…"
            className="h-9 w-full border-b border-line-soft bg-transparent px-3 outline-none"
          />
          <Command.List className="max-h-64 overflow-y-auto p-1">
            <Command.Empty className="px-2 py-4 text-center text-mut">
              {customers.isPending ? 'Reading the customers…' : 'No customer has this name.'}
            </Command.Empty>
            {customers.data?.map(({ id, name, externalId }) => (
              <Command.Item
                key={id}
                value={`${name} ${externalId ?? ''} ${id}`}
                onSelect={() =>
                  void navigate({
                    to: '/customers/$customerId/triggers/$triggerId',
                    params: { customerId: id, triggerId: 'new' },
                  })
                }
                className="flex min-h-7 items-center gap-2 rounded-sm px-2 data-[selected=true]:bg-hover"
              >
                <span className="truncate">{name}</span>
                {externalId !== null && <span className="mono ml-auto shrink-0 text-mut">{externalId}</span>}
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      )}
    </Dialog>
  );
}
