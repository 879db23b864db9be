import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createSample, samplesQuery } from '../../api/catalog.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { TextField } from '../../components/Field.tsx';
import { announce } from '../../components/Toast.tsx';
import type { SourcePayload } from './useSourcePayload.ts';

interface SaveSampleDialogProps {
  open: boolean;
  payload: SourcePayload;
  eventType: string | null;
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** Keeps the payload shown as a sample for everybody. */
export function SaveSampleDialog({ open, payload, eventType, onClose, onSaved }: SaveSampleDialogProps) {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [type, setType] = useState<string | null>(null);
  const chosenType = type ?? payload.sample?.eventType ?? eventType ?? '';
  const create = useMutation({
    mutationFn: createSample,
    onSuccess: async (sample) => {
      await client.invalidateQueries({ queryKey: samplesQuery().queryKey });
      announce('Sample saved', sample.name);
      setName('');
      onClose();
      onSaved(sample.id);
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Save as sample"
      description="Everybody who works here can design against it. Remove personal details first."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="save-sample"
            busy={create.isPending}
            disabled={name.trim() === '' || chosenType.trim() === ''}
          >
            Save sample
          </Button>
        </>
      }
    >
      <form
        id="save-sample"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name: name.trim(), eventType: chosenType.trim(), body: payload.text });
        }}
      >
        <TextField label="Name" value={name} onChange={setName} maxLength={120} required />
        <TextField
          label="Event type"
          value={chosenType}
          onChange={setType}
          mono
          required
          hint="Templates for this event type list it first."
        />
        {create.error !== null && <ErrorNote error={create.error} />}
      </form>
    </Dialog>
  );
}
