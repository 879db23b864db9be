import type { TemplateInput, TemplateResource } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import { readFieldErrors } from '../../api/api-error.ts';
import { eventTypesQuery, samplesQuery } from '../../api/catalog.ts';
import { createTemplate, templatesQuery } from '../../api/templates.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Field, TextField } from '../../components/Field.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { MultiSelect } from '../../components/MultiSelect.tsx';
import { Select } from '../../components/Select.tsx';
import { listEventOptions } from '../../core/event-options.ts';
import { orderSamples } from '../../core/mapper/sample-order.ts';
import { writeStarter } from '../../core/mapper/starter-template.ts';
import { FORMAT_OPTIONS } from '../../core/template-names.ts';

interface NewTemplateDialogProps {
  eventType: string | null;
  onClose: () => void;
  onAdded: (template: TemplateResource) => void;
}

const LANGUAGES = [
  { value: 'jsonata', label: 'JSONata', hint: 'for data' },
  { value: 'handlebars', label: 'Handlebars', hint: 'for text and mail' },
] as const;

/** Name, language, format, event type; the template begins as a small one that renders on the event type's sample. */
export function NewTemplateDialog({ eventType, onClose, onAdded }: NewTemplateDialogProps) {
  const client = useQueryClient();
  const eventTypes = useQuery(eventTypesQuery());
  const samples = useQuery(samplesQuery());
  const [name, setName] = useState('');
  const [language, setLanguage] = useState<TemplateInput['language']>('jsonata');
  const [format, setFormat] = useState<TemplateInput['format']>('json');
  const [chosenType, setChosenType] = useState<string | undefined>(eventType ?? undefined);
  const add = useMutation({
    mutationFn: () => {
      const ownSample = eventTypes.data?.find((type) => type.name === chosenType)?.sample;
      const { fitting, others } = orderSamples(samples.data ?? [], chosenType ?? null, ownSample);
      const sample = fitting[0] ?? (chosenType === undefined ? others[0] : undefined);
      const source = writeStarter(language, format, sample === undefined ? {} : JSON.parse(sample.body));
      return createTemplate({ name: name.trim(), language, format, eventType: chosenType ?? null, source });
    },
    onSuccess: async (template) => {
      await client.invalidateQueries({ queryKey: templatesQuery().queryKey });
      onAdded(template);
    },
  });
  const errors = readFieldErrors(add.error);
  const shownType = chosenType ?? (eventTypes.isPending ? 'Loading…' : 'Choose an event type');
  return (
    <Dialog
      open
      onClose={onClose}
      title="New template"
      description="It opens in the mapper with a small starter for the event’s sample."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="new-template"
            variant="primary"
            busy={add.isPending}
            disabled={name.trim() === '' || samples.isPending}
          >
            Create and open
          </Button>
        </>
      }
    >
      <form
        id="new-template"
        className="flex flex-col gap-4"
        onSubmit={(submission) => {
          submission.preventDefault();
          add.mutate();
        }}
      >
        <SaveProblem error={add.error} shown={['name']} />
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          error={errors.at('name')}
          placeholder="Order to warehouse"
          maxLength={120}
          required
          // A dialog takes the focus to its first field (ARIA dialog pattern).
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
        <Field label="Event type" hint="Its samples come first in the mapper.">
          {(control) => (
            <MultiSelect
              label="Event types"
              single
              placeholder="Search by title, or by the name your system uses…"
              options={listEventOptions(eventTypes.data ?? [])}
              value={chosenType === undefined ? [] : [chosenType]}
              onChange={([type]) => setChosenType(type)}
              trigger={
                <button
                  {...control}
                  type="button"
                  aria-label={`Event type: ${shownType}`}
                  className={clsx(
                    'inline-flex h-7 min-w-0 items-center justify-between gap-2 rounded-md border border-line bg-canvas px-2.5 text-left hover:border-faint data-[state=open]:border-accent',
                    chosenType === undefined && 'text-mut',
                  )}
                >
                  <span className="truncate">{shownType}</span>
                  <ChevronsUpDown className="size-3 shrink-0 text-mut" aria-hidden />
                </button>
              }
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field label="Language">
            {(control) => <Select {...control} value={language} onChange={setLanguage} options={LANGUAGES} />}
          </Field>
          <Field label="Format">
            {(control) => <Select {...control} value={format} onChange={setFormat} options={FORMAT_OPTIONS} />}
          </Field>
        </div>
      </form>
    </Dialog>
  );
}
