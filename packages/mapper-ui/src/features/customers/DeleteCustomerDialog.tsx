import type { Customer } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { deleteCustomer } from '../../api/customers.ts';
import { triggersQuery } from '../../api/triggers.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { announce } from '../../components/Toast.tsx';

/** Names the triggers that stand in the way: the server deletes no customer that has some. */
export function DeleteCustomerDialog({
  customer,
  open,
  onClose,
}: {
  customer: Customer;
  open: boolean;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const triggers = useQuery({ ...triggersQuery(customer.id), enabled: open });
  const remove = useMutation({
    mutationFn: () => deleteCustomer(customer.id),
    onSuccess: async () => {
      announce(`${customer.name} is deleted`);
      await navigate({ to: '/customers', ignoreBlocker: true });
      queries.removeQueries({ queryKey: ['customers', customer.id] });
      await queries.invalidateQueries({ queryKey: ['customers'] });
    },
  });
  const dependants = triggers.data ?? [];
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={`Delete ${customer.name}?`}
      action="Delete customer"
      onConfirm={() => remove.mutate()}
      busy={remove.isPending}
      error={remove.error}
      blocked={!triggers.isSuccess || dependants.length > 0}
    >
      {triggers.isError ? (
        <ErrorNote error={triggers.error} />
      ) : triggers.data === undefined ? (
        <Skeleton className="w-2/3" />
      ) : dependants.length === 0 ? (
        <p className="text-mut">It has no triggers. Deliveries on record stay; this cannot be undone.</p>
      ) : (
        <>
          <p className="text-mut">
            It cannot be deleted while it has triggers: their deliveries would lead nowhere. Delete these first, or
            pause them to stop what is sent:
          </p>
          <ul className="list-disc pl-5">
            {dependants.map((trigger) => (
              <li key={trigger.id}>
                <Link
                  to="/customers/$customerId/triggers/$triggerId"
                  params={{ customerId: customer.id, triggerId: trigger.id }}
                  className="text-accent hover:underline"
                >
                  {trigger.name}
                </Link>{' '}
                <span className="text-mut">({trigger.status})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </ConfirmDialog>
  );
}
