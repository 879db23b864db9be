import type { Feed, FeedInput } from '@postmap/server/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId } from 'react';
import { readFieldErrors } from '../../api/api-error.ts';
import { feedsQuery } from '../../api/catalog.ts';
import { changeFeed } from '../../api/feeds.ts';
import { customersQuery } from '../../api/customers.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Field, Input, TextField } from '../../components/Field.tsx';
import { MultiSelect } from '../../components/MultiSelect.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { announce } from '../../components/Toast.tsx';
import { useDraft } from '../../state/useDraft.ts';
import { useRole } from '../../state/useRole.ts';

const places = ['name', 'customers', 'timeZone', 'enabled'];
const reaches = [
  { value: 'all', label: 'All customers' },
  { value: 'some', label: 'Only these customers' },
] as const;

export function FeedForm({ feed }: { feed: Feed }) {
  const queries = useQueryClient();
  const { mayEdit } = useRole();
  const { base, draft, setDraft, isChanged, adopt } = useDraft(feed, pickInput);
  const change = (part: Partial<FeedInput>) => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: () => changeFeed(base, draft),
    onSuccess: async (saved) => {
      announce(`${saved.name} is saved`);
      adopt(saved);
      await queries.invalidateQueries({ queryKey: ['feeds'] });
    },
  });
  const reload = useMutation({
    mutationFn: () => queries.fetchQuery({ ...feedsQuery(), staleTime: 0 }),
    onSuccess: (feeds) => {
      save.reset();
      adopt(feeds.find(({ id }) => id === feed.id) ?? feed);
    },
  });
  const errors = readFieldErrors(save.error);
  return (
    <form
      className="mt-6 border-t border-line-soft pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset disabled={!mayEdit} className="flex max-w-[560px] min-w-0 flex-col gap-4">
        <legend className="sr-only">Feed</legend>
        <SaveProblem error={save.error} shown={places} onReload={() => reload.mutate()} />
        <TextField label="Name" value={draft.name} onChange={(name) => change({ name })} error={errors.at('name')} />
        <Field label="Reaches" error={errors.at('customers')}>
          {(control) => (
            <Select
              {...control}
              className="w-full"
              disabled={!mayEdit}
              value={draft.customers === 'all' ? 'all' : 'some'}
              options={reaches}
              onChange={(reach) => change({ customers: reach === 'all' ? 'all' : [] })}
            />
          )}
        </Field>
        {draft.customers !== 'all' && (
          <ReachedCustomers chosen={draft.customers} onChange={(customers) => change({ customers })} />
        )}
        <TimeZoneField
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          error={errors.at('timeZone')}
        />
        <Switch
          label="Takes events"
          hint="Switched off, its URL answers 403 and nothing is kept."
          checked={draft.enabled}
          onChange={(enabled) => change({ enabled })}
        />
        {mayEdit && (
          <div>
            <Button type="submit" variant="primary" busy={save.isPending} disabled={!isChanged}>
              Save
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}

function ReachedCustomers({ chosen, onChange }: { chosen: readonly string[]; onChange: (ids: string[]) => void }) {
  const customers = useQuery(customersQuery());
  const nameOf = (id: string) => customers.data?.find((customer) => customer.id === id)?.name ?? id;
  return (
    <div className="-mt-2 flex flex-wrap items-center gap-1.5">
      {chosen.map((id) => (
        <span key={id} className="inline-flex h-[22px] items-center rounded-md bg-accent-soft pl-2 text-accent">
          {nameOf(id)}
          <IconButton
            label={`Remove ${nameOf(id)}`}
            className="size-[22px]!"
            onClick={() => onChange(chosen.filter((other) => other !== id))}
          >
            <X />
          </IconButton>
        </span>
      ))}
      <MultiSelect
        label="Choose customers"
        options={(customers.data ?? []).map(({ id, name, externalId }) => ({
          value: id,
          label: name,
          ...(externalId === null ? {} : { detail: externalId }),
        }))}
        value={chosen}
        onChange={onChange}
      />
      {chosen.length === 0 && <span className="text-warn">Nobody is reached until you choose somebody.</span>}
    </div>
  );
}

function TimeZoneField({
  value,
  onChange,
  error,
}: {
  value: string;
  onChange: (zone: string) => void;
  error?: string;
}) {
  const listId = useId();
  return (
    <Field label="Time zone" error={error} hint="Times without a zone, such as 2026-01-15 12:00:00, are read in it.">
      {(control) => (
        <>
          <Input {...control} list={listId} value={value} onChange={(event) => onChange(event.target.value)} />
          <datalist id={listId}>
            {['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

function pickInput({ name, customers, timeZone, enabled }: Feed): FeedInput {
  return { name, customers, timeZone, enabled };
}
