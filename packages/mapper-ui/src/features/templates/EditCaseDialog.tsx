import type { TemplateCaseResource } from '@postmap/server/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { readFieldErrors } from '../../api/api-error.ts';
import { changeCase } from '../../api/template-cases.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Field, TextArea, TextField } from '../../components/Field.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { Switch } from '../../components/Switch.tsx';
import { announce } from '../../components/Toast.tsx';
import { checkContext, toCaseChange, toCaseDraft } from '../../core/case-draft.ts';
import type { CaseDraft } from '../../core/case-draft.ts';
import { CaseContextField } from './CaseContextField.tsx';
import { CasePayloadFields } from './CasePayloadFields.tsx';
import { useCasesChanged } from '../../state/useCasesChanged.ts';

/** Everything a case has: its name, what it runs on, what it expects. */
export function EditCaseDialog({ wanted, onClose }: { wanted: TemplateCaseResource; onClose: () => void }) {
  const refresh = useCasesChanged(wanted.templateId);
  const [draft, setDraft] = useState(() => toCaseDraft(wanted));
  const change = (next: Partial<CaseDraft>): void => setDraft((before) => ({ ...before, ...next }));
  const save = useMutation({
    mutationFn: () => changeCase(wanted, toCaseChange(draft)),
    onSuccess: async ({ name }) => {
      announce(`The case ${name} is saved`);
      await refresh();
      onClose();
    },
  });
  const errors = readFieldErrors(save.error);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`Edit the case ${wanted.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="edit-case"
            variant="primary"
            busy={save.isPending}
            disabled={draft.name.trim() === '' || checkContext(draft.context) !== undefined}
          >
            Save case
          </Button>
        </>
      }
    >
      <form
        id="edit-case"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <SaveProblem
          error={save.error}
          shown={['name', 'payload', 'sampleId', 'context', 'expected', 'expectedDiagnostics']}
          onReload={() => {
            onClose();
            void refresh();
          }}
        />
        <TextField
          label="Name"
          value={draft.name}
          onChange={(name) => change({ name })}
          error={errors.at('name')}
          maxLength={120}
          required
        />
        <CasePayloadFields draft={draft} onChange={change} eventType={null} errors={errors} />
        <CaseContextField
          value={draft.context}
          error={errors.at('context')}
          onChange={(context) => change({ context })}
        />
        <Switch
          label="Rendering must fail on this payload"
          checked={draft.mustFail}
          onChange={(mustFail) => change({ mustFail })}
        />
        {!draft.mustFail && <ExpectedField draft={draft} error={errors.at('expected')} onChange={change} />}
        <Field
          label="Warnings and errors that must be reported"
          optional={!draft.mustFail}
          error={errors.at('expectedDiagnostics')}
          hint={
            <>
              A line each, as a run shows them: <span className="mono">warning[code]: message</span>
            </>
          }
        >
          {(control) => (
            <TextArea
              {...control}
              mono
              rows={2}
              value={draft.expectedDiagnostics}
              onChange={(event) => change({ expectedDiagnostics: event.target.value })}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function ExpectedField({
  draft: { expected },
  error,
  onChange,
}: {
  draft: CaseDraft;
  error: string | undefined;
  onChange: (change: Partial<CaseDraft>) => void;
}) {
  if (expected === null) {
    return (
      <p className="rounded-md bg-warn-soft px-2.5 py-2 text-warn">
        The expected body mixes line endings, which no text field can keep: run the case and let it expect what comes,
        or change it over the API.
      </p>
    );
  }
  return (
    <Field
      label="Expected, byte for byte"
      error={error}
      hint={
        expected.ending === '\r\n'
          ? 'Lines end in CR LF, as they did.'
          : 'No line break at the end unless the body has one.'
      }
    >
      {(control) => (
        <TextArea
          {...control}
          mono
          rows={8}
          value={expected.text}
          onChange={(event) => onChange({ expected: { ...expected, text: event.target.value } })}
        />
      )}
    </Field>
  );
}
