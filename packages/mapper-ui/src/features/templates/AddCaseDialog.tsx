import type { TemplateCaseResource, TemplateResource } from '@postmap/server/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { readFieldErrors } from '../../api/api-error.ts';
import { eventTypesQuery, samplesQuery } from '../../api/catalog.ts';
import { createCase } from '../../api/template-cases.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/Field.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { announce } from '../../components/Toast.tsx';
import { checkContext, nameCase, NEW_CASE, toNewCase } from '../../core/case-draft.ts';
import type { CaseDraft } from '../../core/case-draft.ts';
import { orderSamples } from '../../core/mapper/sample-order.ts';
import { CaseContextField } from './CaseContextField.tsx';
import { CasePayloadFields } from './CasePayloadFields.tsx';
import { useCasesChanged } from '../../state/useCasesChanged.ts';

const route = getRouteApi('/shell/templates/$templateId/details');

interface AddCaseDialogProps {
  template: TemplateResource;
  cases: readonly TemplateCaseResource[];
  onClose: () => void;
}

/** A name and a payload: the case then expects what the draft gives on it now. */
export function AddCaseDialog({ template, cases, onClose }: AddCaseDialogProps) {
  const navigate = route.useNavigate();
  const refresh = useCasesChanged(template.id);
  const samples = useQuery(samplesQuery());
  const eventTypes = useQuery(eventTypesQuery());
  const [changes, setChanges] = useState<Partial<CaseDraft>>({});
  const ownSample = eventTypes.data?.find(({ name }) => name === template.eventType)?.sample;
  const [first] = orderSamples(samples.data ?? [], template.eventType, ownSample).fitting;
  const sampleId = changes.sampleId ?? first?.id ?? '';
  const chosen = samples.data?.find(({ id }) => id === sampleId);
  const suggested =
    chosen === undefined
      ? ''
      : nameCase(
          chosen.name,
          cases.map(({ name }) => name),
        );
  const draft: CaseDraft = { ...NEW_CASE, name: suggested, ...changes, sampleId };
  const change = (next: Partial<CaseDraft>): void => setChanges((before) => ({ ...before, ...next }));
  const add = useMutation({
    mutationFn: () => createCase(template.id, toNewCase(draft)),
    onSuccess: async (made) => {
      announce(`The case ${made.name} is added`, 'It expects what the draft gives now: read it through once.');
      await refresh();
      onClose();
      await navigate({ search: { tab: 'cases', case: made.id }, replace: true });
    },
  });
  const errors = readFieldErrors(add.error);
  const ready = draft.name.trim() !== '' && (draft.sampleId !== '' || draft.payload.trim() !== '');
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add case"
      description="It expects what the saved draft gives on this payload now."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="add-case"
            variant="primary"
            busy={add.isPending}
            disabled={!ready || checkContext(draft.context) !== undefined}
          >
            Add case
          </Button>
        </>
      }
    >
      <form
        id="add-case"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <SaveProblem error={add.error} shown={['name', 'payload', 'sampleId', 'context']} />
        <CasePayloadFields draft={draft} onChange={change} eventType={template.eventType} errors={errors} />
        <TextField
          label="Name"
          value={draft.name}
          onChange={(name) => change({ name })}
          error={errors.at('name')}
          placeholder="declined, no email"
          maxLength={120}
          required
        />
        <CaseContextField
          value={draft.context}
          error={errors.at('context')}
          onChange={(context) => change({ context })}
        />
      </form>
    </Dialog>
  );
}
