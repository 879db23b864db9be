import type { TemplateResource } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runCases } from '../../api/template-cases.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/Field.tsx';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import { PublishCases } from './PublishCases.tsx';

interface PublishDialogProps {
  open: boolean;
  template: TemplateResource;
  /** What would be published. */
  content: TemplateContent;
  changed: boolean;
  busy: boolean;
  hasErrors: boolean;
  onClose: () => void;
  /** `force` publishes though cases fail. */
  onPublish: (note: string, force: boolean) => void;
}

/** Runs the template's cases on what would be published; one that fails has to be overruled by name of the button. */
export function PublishDialog(props: PublishDialogProps) {
  const { open, template, content, changed, busy, hasErrors, onClose, onPublish } = props;
  const [note, setNote] = useState('');
  const { language, source, format, formatOptions } = content;
  const draft = { language, source, format, formatOptions };
  const cases = useQuery({
    queryKey: ['templates', template.id, 'case-run', 'to publish', draft],
    queryFn: () => runCases(template.id, { draft }),
    enabled: open,
    staleTime: 0,
    gcTime: 0,
  });
  const failing = cases.data?.results.filter(({ status }) => status === 'failed') ?? [];
  const revision = (template.published?.revision ?? 0) + 1;
  const count = template.usedBy.length;
  const users =
    count === 0
      ? 'No trigger uses this template yet.'
      : `Live events of ${count} ${count === 1 ? 'trigger' : 'triggers'} use it from then on.`;
  const submit = (): void => {
    onPublish(note.trim(), failing.length > 0);
    setNote('');
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide={failing.length > 0}
      title={`Publish as r${revision}`}
      description={`${changed ? 'Your changes are saved first. ' : ''}A revision never changes afterwards. ${users}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={failing.length > 0 ? 'danger' : 'primary'}
            type="submit"
            form="publish"
            busy={busy || cases.isLoading}
          >
            {failing.length > 0 ? `Publish r${revision} anyway` : `Publish r${revision}`}
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
        {!changed && !template.changedSincePublish && template.partialsOutdated && (
          <p className="text-mut">
            Nothing was changed here; a template that this one calls was. Publishing again takes it up.
          </p>
        )}
        <PublishCases run={cases} />
        <TextField
          label="Note"
          optional
          hint="What changed, for the history."
          value={note}
          onChange={setNote}
          maxLength={500}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
      </form>
    </Dialog>
  );
}
