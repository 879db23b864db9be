import type { TemplateResource } from '@postmap/server/contract';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/Field.tsx';

interface PublishDialogProps {
  open: boolean;
  template: TemplateResource;
  changed: boolean;
  busy: boolean;
  hasErrors: boolean;
  onClose: () => void;
  onPublish: (note: string) => void;
}

export function PublishDialog({ open, template, changed, busy, hasErrors, onClose, onPublish }: PublishDialogProps) {
  const [note, setNote] = useState('');
  const revision = (template.published?.revision ?? 0) + 1;
  const count = template.usedBy.length;
  const users =
    count === 0
      ? 'No trigger uses this template yet.'
      : `Live events of ${count} ${count === 1 ? 'trigger' : 'triggers'} use it from then on.`;
  const submit = (): void => {
    onPublish(note.trim());
    setNote('');
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Publish as r${revision}`}
      description={`${changed ? 'Your changes are saved first. ' : ''}A revision never changes afterwards. ${users}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="publish" busy={busy}>
            Publish r{revision}
          </Button>
        </>
      }
    >
      <form
        id="publish"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {hasErrors && (
          <p className="rounded-md bg-warn-soft px-2.5 py-2 text-warn">
            The preview has errors on this sample. Events like it would fail to render.
          </p>
        )}
        <TextField
          label="Note"
          optional
          hint="What changed, for the history."
          value={note}
          onChange={setNote}
          maxLength={500}
        />
      </form>
    </Dialog>
  );
}
