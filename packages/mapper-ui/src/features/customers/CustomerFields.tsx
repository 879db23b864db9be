import { TextField } from '../../components/Field.tsx';
import { KeyValueRows } from '../../components/KeyValueRows.tsx';
import type { FieldErrors } from '../../core/field-errors.ts';
import { nameVariableKind } from '../../core/variables.ts';
import type { VariableRow } from '../../core/variables.ts';

export interface CustomerDraft {
  name: string;
  externalId: string;
  variables: VariableRow[];
}

/** The places in a customer whose messages stand at their fields. */
export const customerPlaces = ['name', 'externalId', 'variables'];

interface CustomerFieldsProps {
  draft: CustomerDraft;
  onChange: (draft: CustomerDraft) => void;
  errors: FieldErrors;
  /** What is wrong with the rows of variables, found before asking the server. */
  variablesProblem?: string;
  /** Puts the cursor into the name at once. */
  focusName?: boolean;
}

export function CustomerFields({ draft, onChange, errors, variablesProblem, focusName }: CustomerFieldsProps) {
  const problem = variablesProblem ?? errors.within('variables');
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label="Name"
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        error={errors.at('name')}
        // The dialog was opened to type this name.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={focusName}
        placeholder="Acme warehouse"
      />
      <TextField
        label="External id"
        optional
        mono
        value={draft.externalId}
        onChange={(externalId) => onChange({ ...draft, externalId })}
        error={errors.at('externalId')}
        hint="The customer’s id in your own system. Events that carry it reach only this customer."
      />
      <fieldset>
        <legend className="mb-1 text-sm font-medium">
          Variables<span className="font-normal text-mut"> · optional</span>
        </legend>
        <KeyValueRows
          rows={draft.variables}
          onChange={(variables) => onChange({ ...draft, variables })}
          empty={{ name: '', text: '' }}
          noun="variable"
          read={(row) => ({ name: row.name, value: row.text })}
          write={(_row, { name, value }) => ({ name, text: value })}
          valuePlaceholder="text, a number, or JSON"
          renderExtra={({ text }) => (
            <span className="w-[62px] shrink-0 text-sm text-mut">{nameVariableKind(text)}</span>
          )}
        />
        {problem === undefined ? (
          <p className="mt-1 text-sm text-mut">
            Templates read them as <code className="mono">$customer.variables.name</code>. Not for secrets.
          </p>
        ) : (
          <p role="alert" className="mt-1 text-sm text-bad">
            {problem}
          </p>
        )}
      </fieldset>
    </div>
  );
}
