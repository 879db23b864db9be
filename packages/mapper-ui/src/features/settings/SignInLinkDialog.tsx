import type { SignInRole } from '@postmap/server/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { createSignInLink } from '../../api/session.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { Field } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import { ShownOnceDialog } from './ShownOnceDialog.tsx';

const roles: { value: SignInRole; label: string; hint: string }[] = [
  { value: 'viewer', label: 'viewer', hint: 'Looks at everything but secrets, changes nothing' },
  { value: 'editor', label: 'editor', hint: 'Changes customers, triggers, templates' },
  { value: 'admin', label: 'admin', hint: 'Everything, keys and settings too' },
];

/** Chooses what a colleague may do; then shows the link to send them, for the only time. */
export function SignInLinkDialog({ onClose }: { onClose: () => void }) {
  const [role, setRole] = useState<SignInRole>('viewer');
  const make = useMutation({ mutationFn: () => createSignInLink(role) });
  if (make.data !== undefined) {
    return (
      <ShownOnceDialog
        title={`Sign-in link for ${withArticle(make.data.role)}`}
        description="Send it to one person: it works once, within ten minutes, and whoever opens it is signed in for a week."
        name="Sign-in link"
        secret={make.data.url}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Make a sign-in link"
      description="For somebody who is to use this page. Programs need a key instead."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="sign-in-link" variant="primary" busy={make.isPending}>
            Make link
          </Button>
        </>
      }
    >
      <form
        id="sign-in-link"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        {make.error !== null && <ErrorNote error={make.error} />}
        <Field label="Role" hint={roles.find((choice) => choice.value === role)?.hint}>
          {(control) => <Select {...control} className="w-full" value={role} options={roles} onChange={setRole} />}
        </Field>
      </form>
    </Dialog>
  );
}

function withArticle(role: SignInRole): string {
  return role === 'viewer' ? 'a viewer' : `an ${role}`;
}
