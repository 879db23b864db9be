import type { CatalogEntry } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { readFieldErrors } from '../../api/api-error.ts';
import { changeEventType, createEventType, eventTypesQuery } from '../../api/catalog.ts';
import { Button } from '../../components/Button.tsx';
import { Field, TextArea, TextField } from '../../components/Field.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { announce } from '../../components/Toast.tsx';
import { readTypeDraft, startTypeDraft, toTypeDraft } from '../../core/event-type-draft.ts';
import type { EventTypeDraft } from '../../core/event-type-draft.ts';
import { useDraft } from '../../state/useDraft.ts';
import { useRole } from '../../state/useRole.ts';
import { DerivationFields } from './DerivationFields.tsx';
import type { TypePanelProps } from './TypePanel.tsx';
import { useCatalogPlace } from './useCatalogPlace.ts';

const places = ['name', 'title', 'description', 'aliases', 'kind', 'from', 'when'];

/** Adds a type, or changes one that people defined. */
export function TypeForm({ types, kinds, type }: TypePanelProps) {
  const queries = useQueryClient();
  const { show } = useCatalogPlace();
  const { mayEdit } = useRole();
  const { base, draft, setDraft, isChanged, adopt } = useDraft(type, readType);
  const change = (part: Partial<EventTypeDraft>) => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: () => {
      const input = readTypeDraft(draft);
      return base === undefined ? createEventType(input) : changeEventType(base, input);
    },
    onSuccess: async (saved) => {
      announce(`${saved.title} is ${type === undefined ? 'added' : 'saved'}`);
      // In the list before it is shown: under a new name it would seem gone until the list comes.
      queries.setQueryData(eventTypesQuery().queryKey, (known) => [
        ...(known ?? []).filter(({ name }) => name !== type?.name),
        saved,
      ]);
      adopt(saved);
      show({ type: saved.name }, true);
      await queries.invalidateQueries({ queryKey: ['catalog'] });
    },
  });
  const reload = useMutation({
    mutationFn: () => queries.fetchQuery({ ...eventTypesQuery(), staleTime: 0 }),
    onSuccess: (stored) => {
      save.reset();
      adopt(stored.find(({ name }) => name === type?.name) ?? type);
    },
  });
  const errors = readFieldErrors(save.error);
  return (
    <form
      aria-label="Event type"
      className="mt-5 border-t border-line-soft pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset disabled={!mayEdit} className="flex max-w-[560px] min-w-0 flex-col gap-4">
        <legend className="sr-only">Event type</legend>
        <SaveProblem error={save.error} shown={places} onReload={() => reload.mutate()} />
        <TextField
          label="Title"
          value={draft.title}
          onChange={(title) => change({ title })}
          error={errors.at('title')}
          placeholder="Parcel packed"
          // Whoever opened this came to type it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={type === undefined}
        />
        <TextField
          label="Name"
          mono
          value={draft.name}
          onChange={(name) => change({ name })}
          error={errors.at('name')}
          placeholder="parcel.packed"
          hint="Dotted and lower case. Events and triggers know it by this name."
        />
        <Field
          label="Also arrives as"
          optional
          error={errors.within('aliases')}
          hint="Other names that senders give it, one a line; case does not matter."
        >
          {(control) => (
            <TextArea
              {...control}
              mono
              rows={Math.min(6, Math.max(2, draft.aliases.split('\n').length))}
              value={draft.aliases}
              onChange={(event) => change({ aliases: event.target.value })}
            />
          )}
        </Field>
        <TextField
          label="Description"
          optional
          value={draft.description}
          onChange={(description) => change({ description })}
          error={errors.at('description')}
          placeholder="When it is sent, in a sentence"
        />
        <Field label="Payload kind" error={errors.at('kind')} hint="Which facts are read from its payload.">
          {(control) => (
            <Select
              {...control}
              className="w-full"
              disabled={!mayEdit}
              value={draft.kind}
              options={kinds.map(({ name, title }) => ({ value: name, label: title, hint: name }))}
              onChange={(kind) => change({ kind })}
            />
          )}
        </Field>
        <DerivationFields types={types} own={type?.name} draft={draft} change={change} errors={errors} />
        <Switch
          label="Reaches triggers"
          hint="Switched off, its events are kept and go nowhere."
          checked={draft.enabled}
          onChange={(enabled) => change({ enabled })}
        />
        {mayEdit && (
          <div className="flex gap-2">
            <Button type="submit" variant="primary" busy={save.isPending} disabled={type !== undefined && !isChanged}>
              {type === undefined ? 'Add event type' : 'Save'}
            </Button>
            {type === undefined && <Button onClick={() => show({})}>Cancel</Button>}
          </div>
        )}
      </fieldset>
    </form>
  );
}

function readType(type: CatalogEntry | undefined): EventTypeDraft {
  return type === undefined ? startTypeDraft('generic') : toTypeDraft(type);
}
