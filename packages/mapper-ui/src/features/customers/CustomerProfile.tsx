import type { Customer, CustomerInput } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readFieldErrors } from '../../api/api-error.ts';
import { changeCustomer } from '../../api/customers.ts';
import { Button } from '../../components/Button.tsx';
import { LeaveDialog } from '../../components/LeaveDialog.tsx';
import type { Place } from '../../components/LeaveDialog.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { announce } from '../../components/Toast.tsx';
import { useRole, VIEWER_REASON } from '../../state/useRole.ts';
import { CustomerFields, customerPlaces } from './CustomerFields.tsx';
import { DeleteCustomerDialog } from './DeleteCustomerDialog.tsx';
import { useCustomerDraft } from './useCustomerDraft.ts';

/** Name, id and variables of a customer; where it is deleted too. */
export function CustomerProfile({ customer }: { customer: Customer }) {
  const queries = useQueryClient();
  const edited = useCustomerDraft(customer);
  const { mayEdit } = useRole();
  const [deleting, setDeleting] = useState(false);
  const reload = () => queries.invalidateQueries({ queryKey: ['customers'] });
  const save = useMutation({
    mutationFn: (input: CustomerInput) => changeCustomer(customer, input),
    onSuccess: async (changed) => {
      announce(`${changed.name} is saved`);
      await reload();
    },
  });
  const errors = readFieldErrors(save.error);
  return (
    <form
      className="flex max-w-[600px] flex-col gap-5 p-5 max-[760px]:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        const input = edited.read();
        if (input !== undefined) save.mutate(input);
      }}
    >
      <SaveProblem error={save.error} shown={customerPlaces} onReload={() => void reload()} />
      {!mayEdit && <p className="rounded-md bg-hover px-2.5 py-2 text-mut">{VIEWER_REASON}</p>}
      <fieldset disabled={!mayEdit} className="contents">
        <CustomerFields
          draft={edited.draft}
          onChange={edited.change}
          errors={errors}
          variablesProblem={edited.variablesProblem}
        />
      </fieldset>
      {mayEdit && (
        <div className="flex gap-2 border-t border-line-soft pt-4">
          <Button
            type="submit"
            variant={edited.dirty ? 'primary' : 'secondary'}
            busy={save.isPending}
            disabled={!edited.dirty}
          >
            Save
          </Button>
          <Button variant="danger" className="ml-auto" onClick={() => setDeleting(true)}>
            Delete customer…
          </Button>
        </div>
      )}
      <LeaveDialog changed={edited.dirty && !save.isSuccess} isLeaving={isLeaving}>
        What you typed here is not kept.
      </LeaveDialog>
      <DeleteCustomerDialog customer={customer} open={deleting} onClose={() => setDeleting(false)} />
    </form>
  );
}

/** Another tab of the customer shows something else in the profile's place. */
function isLeaving(current: Place, next: Place): boolean {
  return current.pathname !== next.pathname || current.search['tab'] !== next.search['tab'];
}
