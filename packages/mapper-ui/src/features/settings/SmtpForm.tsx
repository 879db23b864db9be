import type { Settings, SettingsInput } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readFieldErrors } from '../../api/api-error.ts';
import { changeSettings, settingsQuery } from '../../api/settings.ts';
import { Button } from '../../components/Button.tsx';
import { TextField } from '../../components/Field.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { announce } from '../../components/Toast.tsx';
import { readSmtpDraft, toSmtpDraft } from '../../core/smtp-draft.ts';
import { useDraft } from '../../state/useDraft.ts';
import { useRole } from '../../state/useRole.ts';
import { AdminNote } from './AdminNote.tsx';
import { RemoveSmtpDialog } from './RemoveSmtpDialog.tsx';
import { SetByNote } from './SetByNote.tsx';
import { SmtpFields } from './SmtpFields.tsx';
import { TestMailForm } from './TestMailForm.tsx';

const places = ['smtp.host', 'smtp.port', 'smtp.security', 'smtp.user', 'smtp.password', 'mailFrom'];

export function SmtpForm({ settings }: { settings: Settings }) {
  const queries = useQueryClient();
  const { mayAdminister } = useRole();
  const { base, draft, setDraft, isChanged, adopt } = useDraft(settings, toSmtpDraft);
  const [removing, setRemoving] = useState(false);
  const keep = (saved: Settings) => {
    queries.setQueryData(settingsQuery().queryKey, saved);
    adopt(saved);
  };
  const save = useMutation({
    mutationFn: (change: Partial<SettingsInput>) => changeSettings(base, change),
    onSuccess: (saved) => {
      announce('Saved', saved.smtp === null ? 'No mail server is set.' : 'Emails go by this mail server from now on.');
      keep(saved);
    },
  });
  const reload = useMutation({
    mutationFn: () => queries.fetchQuery({ ...settingsQuery(), staleTime: 0 }),
    onSuccess: (stored) => {
      save.reset();
      adopt(stored);
    },
  });
  const errors = readFieldErrors(save.error);
  return (
    <div className="max-w-[600px] px-5 max-[760px]:px-4 pb-10">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(readSmtpDraft(draft, settings));
        }}
      >
        <fieldset disabled={!mayAdminister} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">Mail server</legend>
          <AdminNote />
          <SaveProblem error={save.error} shown={places} onReload={() => reload.mutate()} />
          {settings.setBy.smtp !== null && <SetByNote variable={settings.setBy.smtp}>The mail server is</SetByNote>}
          <SmtpFields
            draft={draft}
            onChange={setDraft}
            errors={errors}
            disabled={!mayAdminister || settings.setBy.smtp !== null}
          />
          <TextField
            label="Sender of test mails"
            optional
            mono
            value={draft.mailFrom}
            onChange={(mailFrom) => setDraft({ ...draft, mailFrom })}
            error={errors.at('mailFrom')}
            placeholder="Acme <orders@acme.example>"
            hint="Without one, the user name if it is an address, else the recipient. Each trigger names a sender of its own."
          />
          {mayAdminister && (
            <div className="flex gap-2">
              <Button type="submit" variant="primary" busy={save.isPending} disabled={!isChanged}>
                Save
              </Button>
              {settings.smtp !== null && settings.setBy.smtp === null && (
                <Button variant="danger" className="ml-auto" onClick={() => setRemoving(true)}>
                  Remove mail server…
                </Button>
              )}
            </div>
          )}
        </fieldset>
      </form>
      {mayAdminister && <TestMailForm hasServer={settings.smtp !== null} isChanged={isChanged} />}
      {removing && <RemoveSmtpDialog settings={settings} onRemoved={keep} onClose={() => setRemoving(false)} />}
    </div>
  );
}
