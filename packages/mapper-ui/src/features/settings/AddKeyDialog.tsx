import type { Role } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readFieldErrors } from '../../api/api-error.ts';
import { createKey } from '../../api/keys.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Field, TextField } from '../../components/Field.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { Select } from '../../components/Select.tsx';
import { ShownOnceDialog } from './ShownOnceDialog.tsx';

const roles: { value: Role; label: string; hint: string }[] = [
  { value: 'ingest', label: 'ingest', hint: 'Posts events, sees nothing' },
  { value: 'viewer', label: 'viewer', hint: 'Sees all but secrets' },
  { value: 'editor', label: 'editor', hint: 'Changes customers, triggers, templates' },
  { value: 'admin', label: 'admin', hint: 'Everything, keys and settings too' },
];

/** Names a key and chooses its role; then shows it, for the only time. */
export function AddKeyDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('ingest');
  const add = useMutation({
    mutationFn: () => createKey({ name, role }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  if (add.data !== undefined) {
    return (
      <ShownOnceDialog
        title={`${add.data.name} is made`}
        description="Copy the key now: it is shown this once and kept only as a hash."
        name="Key"
        secret={add.data.key}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add key"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="add-key" variant="primary" busy={add.isPending}>
            Add key
          </Button>
        </>
      }
    >
      <form
        id="add-key"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <SaveProblem error={add.error} shown={['name', 'role']} />
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          error={readFieldErrors(add.error).at('name')}
          // The dialog was opened to type this name.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          placeholder="CI"
          hint="Who or what uses it, so that it can be told apart later."
        />
        <Field label="Role" hint={roles.find((choice) => choice.value === role)?.hint}>
          {(control) => <Select {...control} className="w-full" value={role} options={roles} onChange={setRole} />}
        </Field>
      </form>
    </Dialog>
  );
}
