import type { Customer, CustomerInput } from '@postmap/server/contract';
import { useState } from 'react';
import { readVariableRows, toVariableRows } from '../../core/variables.ts';
import type { CustomerDraft } from './CustomerFields.tsx';

interface EditedCustomer {
  draft: CustomerDraft;
  change: (draft: CustomerDraft) => void;
  /** What to send; undefined, with `variablesProblem` set from then on, when the rows cannot be read. */
  read: () => CustomerInput | undefined;
  variablesProblem: string | undefined;
  /** Whether it differs from the customer as it was opened. */
  dirty: boolean;
}

export function useCustomerDraft(customer?: Customer): EditedCustomer {
  const [opened] = useState<CustomerDraft>(() => ({
    name: customer?.name ?? '',
    externalId: customer?.externalId ?? '',
    variables: toVariableRows(customer?.variables ?? {}),
  }));
  const [draft, setDraft] = useState(opened);
  const [variablesProblem, setVariablesProblem] = useState<string>();
  const read = (): CustomerInput | undefined => {
    const rows = readVariableRows(draft.variables);
    if ('problem' in rows) {
      setVariablesProblem(rows.problem);
      return undefined;
    }
    setVariablesProblem(undefined);
    return {
      name: draft.name,
      externalId: draft.externalId.trim() === '' ? null : draft.externalId,
      variables: rows.variables,
    };
  };
  return {
    draft,
    change: setDraft,
    read,
    variablesProblem,
    dirty: JSON.stringify(draft) !== JSON.stringify(opened),
  };
}
