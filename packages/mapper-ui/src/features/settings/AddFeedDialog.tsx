import type { Feed } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readFieldErrors } from '../../api/api-error.ts';
import { createFeed } from '../../api/feeds.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/Field.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';

export function AddFeedDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (feed: Feed) => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: () => createFeed({ name }),
    onSuccess: async (feed) => {
      await queries.invalidateQueries({ queryKey: ['feeds'] });
      onAdded(feed);
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add feed"
      description="It reaches all customers and reads times as UTC until you change that."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="add-feed" variant="primary" busy={add.isPending}>
            Add feed
          </Button>
        </>
      }
    >
      <form
        id="add-feed"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <SaveProblem error={add.error} shown={['name']} />
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          error={readFieldErrors(add.error).at('name')}
          // The dialog was opened to type this name.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          placeholder="shop"
          hint="What sends the events: a shop, a CRM, a warehouse."
        />
      </form>
    </Dialog>
  );
}
