import type { Customer } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createCustomer } from '../../api/customers.ts';
import { readFieldErrors } from '../../api/api-error.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { CustomerFields, customerPlaces } from './CustomerFields.tsx';
import { useCustomerDraft } from './useCustomerDraft.ts';

interface AddCustomerDialogProps {
  onClose: () => void;
  onAdded: (customer: Customer) => void;
}

export function AddCustomerDialog({ onClose, onAdded }: AddCustomerDialogProps) {
  const queries = useQueryClient();
  const edited = useCustomerDraft();
  const add = useMutation({
    mutationFn: createCustomer,
    onSuccess: async (customer) => {
      await queries.invalidateQueries({ queryKey: ['customers'] });
      onAdded(customer);
    },
  });
  const errors = readFieldErrors(add.error);
  const submit = () => {
    const input = edited.read();
    if (input !== undefined) add.mutate(input);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add customer"
      description="Who receives postbacks: a store, a warehouse, a CRM."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="add-customer" variant="primary" busy={add.isPending}>
            Add customer
          </Button>
        </>
      }
    >
      <form
        id="add-customer"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SaveProblem error={add.error} shown={customerPlaces} />
        <CustomerFields
          focusName
          draft={edited.draft}
          onChange={edited.change}
          errors={errors}
          variablesProblem={edited.variablesProblem}
        />
      </form>
    </Dialog>
  );
}
