import type { EventDetail } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createSample, samplesQuery } from '../../api/catalog.ts';
import { templatesQuery } from '../../api/templates.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { Field, TextField } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import { announce } from '../../components/Toast.tsx';

const nowhere = 'none';

/** Keeps the payload as a sample for everybody, and opens it in the Mapper with a template. */
export function UseAsSampleDialog({ event, onClose }: { event: EventDetail; onClose: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const templates = useQuery(templatesQuery());
  const eventType = event.types[0] ?? event.name;
  const [name, setName] = useState(`${eventType} ${event.facts.orderId ?? event.id.slice(-6)}`.slice(0, 120));
  const [chosen, setChosen] = useState<string>();
  const fits = (type: string | null): boolean => type !== null && event.types.includes(type);
  const ordered = (templates.data ?? []).toSorted(
    (one, other) => Number(fits(other.eventType)) - Number(fits(one.eventType)),
  );
  const templateId = chosen ?? ordered.find((template) => fits(template.eventType))?.id ?? nowhere;
  const create = useMutation({
    mutationFn: () => createSample({ name: name.trim(), eventType, body: event.payload }),
    onSuccess: async (sample) => {
      await queries.invalidateQueries({ queryKey: samplesQuery().queryKey });
      announce('Sample saved', sample.name);
      onClose();
      if (templateId !== nowhere)
        await navigate({
          to: '/templates/$templateId',
          params: { templateId },
          search: { sample: sample.id, back: `/events/${event.id}` },
        });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Use as sample"
      description="Everybody who works here can design against it. Secrets and card numbers are saved masked; look for other personal details."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="use-as-sample"
            busy={create.isPending}
            disabled={name.trim() === '' || templates.isPending}
          >
            {templateId === nowhere ? 'Save sample' : 'Save and open'}
          </Button>
        </>
      }
    >
      <form
        id="use-as-sample"
        className="flex flex-col gap-3"
        onSubmit={(submit) => {
          submit.preventDefault();
          create.mutate();
        }}
      >
        <TextField label="Name" value={name} onChange={setName} maxLength={120} required />
        <Field label="Open it in the Mapper with">
          {(control) => (
            <Select
              {...control}
              value={templateId}
              options={[
                ...ordered.map((template) => ({
                  value: template.id,
                  label: template.name,
                  ...(template.eventType === null ? {} : { hint: template.eventType }),
                })),
                { value: nowhere, label: 'Nothing: only save it' },
              ]}
              onChange={setChosen}
            />
          )}
        </Field>
        {create.error !== null && <ErrorNote error={create.error} />}
      </form>
    </Dialog>
  );
}
