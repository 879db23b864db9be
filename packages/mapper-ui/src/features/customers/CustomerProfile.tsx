import type { Customer, CustomerInput } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readFieldErrors } from '../../api/api-error.ts';
import { changeCustomer } from '../../api/customers.ts';
import { Button } from '../../components/Button.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { announce } from '../../components/Toast.tsx';
import { CustomerFields, customerPlaces } from './CustomerFields.tsx';
import { DeleteCustomerDialog } from './DeleteCustomerDialog.tsx';
import { useCustomerDraft } from './useCustomerDraft.ts';

export function CustomerProfile({ customer }: { customer: Customer }) {
  const queries = useQueryClient();
  const edited = useCustomerDraft(customer);
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
      className="flex max-w-[560px] flex-col gap-5 p-5"
      onSubmit={(event) => {
        event.preventDefault();
        const input = edited.read();
        if (input !== undefined) save.mutate(input);
      }}
    >
      <SaveProblem error={save.error} shown={customerPlaces} onReload={() => void reload()} />
      <CustomerFields
        draft={edited.draft}
        onChange={edited.change}
        errors={errors}
        variablesProblem={edited.variablesProblem}
      />
      <div className="flex gap-2 border-t border-line-soft pt-4">
        <Button type="submit" variant="primary" busy={save.isPending}>
          Save
        </Button>
        <Button variant="danger" className="ml-auto" onClick={() => setDeleting(true)}>
          Delete customer…
        </Button>
      </div>
      <DeleteCustomerDialog customer={customer} open={deleting} onClose={() => setDeleting(false)} />
    </form>
  );
}
