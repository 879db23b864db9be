import type { Settings } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { readFieldErrors } from '../../api/api-error.ts';
import { changeSettings, settingsQuery } from '../../api/settings.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Input } from '../../components/Field.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { announce } from '../../components/Toast.tsx';
import { useDraft } from '../../state/useDraft.ts';
import { useRole } from '../../state/useRole.ts';
import { AdminNote } from './AdminNote.tsx';
import { SetByNote } from './SetByNote.tsx';

/** The list of allowed networks, a row for each. */
export function NetworksForm({ settings }: { settings: Settings }) {
  const queries = useQueryClient();
  const { mayAdminister } = useRole();
  const { base, draft: rows, setDraft: setRows, isChanged, adopt } = useDraft(settings, readRows);
  const isOpen = mayAdminister && settings.setBy.allowNetworks === null;
  const save = useMutation({
    mutationFn: () => changeSettings(base, { allowNetworks: [...rows] }),
    onSuccess: (saved) => {
      announce('Saved', 'In force from the next delivery on.');
      queries.setQueryData(settingsQuery().queryKey, saved);
      adopt(saved);
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
  if (settings.setBy.allowNetworks !== null)
    return <SetByNote variable={settings.setBy.allowNetworks}>The networks are</SetByNote>;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <AdminNote />
      <SaveProblem error={save.error} shown={['allowNetworks']} onReload={() => reload.mutate()} />
      {rows.map((row, index) => (
        <NetworkRow
          // Rows have no identity of their own while they are edited: their place is it.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          number={index + 1}
          value={row}
          disabled={!isOpen}
          error={errors.at(`allowNetworks[${index}]`)}
          onChange={(text) => setRows(rows.map((other, place) => (place === index ? text : other)))}
          onRemove={() => setRows(rows.filter((_other, place) => place !== index))}
        />
      ))}
      {rows.length === 0 && <p className="text-mut">No network of your own is allowed.</p>}
      {isOpen && (
        <div className="flex items-center gap-2">
          <Button icon={<Plus />} onClick={() => setRows([...rows, ''])}>
            Add network
          </Button>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={!isChanged}>
            Save
          </Button>
        </div>
      )}
    </form>
  );
}

function readRows({ allowNetworks }: Settings): readonly string[] {
  return allowNetworks;
}

interface NetworkRowProps {
  number: number;
  value: string;
  disabled: boolean;
  error: string | undefined;
  onChange: (text: string) => void;
  onRemove: () => void;
}

function NetworkRow({ number, value, disabled, error, onChange, onRemove }: NetworkRowProps) {
  return (
    <div>
      <div className="flex items-center gap-1.5">
        <Input
          mono
          aria-label={`Network ${number}`}
          aria-invalid={error === undefined ? undefined : true}
          className="max-w-[320px]"
          // A row that was just added is there to be typed into.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={value === ''}
          disabled={disabled}
          placeholder="10.0.0.0/8"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        {!disabled && (
          <IconButton label={`Remove network ${number}`} onClick={onRemove}>
            <X />
          </IconButton>
        )}
      </div>
      {error !== undefined && (
        <p role="alert" className="mt-0.5 text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
