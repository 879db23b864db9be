import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce } from '../../components/Toast.tsx';
import { useRole } from '../../state/useRole.ts';
import { useCatalogPlace } from './useCatalogPlace.ts';

interface DeleteEntryProps {
  noun: 'event type' | 'payload kind';
  title: string;
  consequence: string;
  remove: () => Promise<void>;
}

/** Deletes something of the catalog that people defined, after asking. What uses it stands in the way, and the server names it. */
export function DeleteEntry({ noun, title, consequence, remove }: DeleteEntryProps) {
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const { show } = useCatalogPlace();
  const { mayEdit } = useRole();
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      announce(`${title} is deleted`);
      show({}, true);
      await queries.invalidateQueries({ queryKey: ['catalog'] });
    },
  });
  if (!mayEdit) return null;
  return (
    <section
      aria-label="What cannot be undone"
      className="mt-6 flex items-center gap-4 border-t border-line-soft pt-5 max-[760px]:flex-wrap"
    >
      <p className="flex-1 text-mut">{consequence}</p>
      <Button variant="danger" onClick={() => setAsking(true)}>
        Delete {noun}…
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => {
          setAsking(false);
          removal.reset();
        }}
        title={`Delete ${title}?`}
        action={`Delete ${noun}`}
        onConfirm={() => removal.mutate()}
        busy={removal.isPending}
        error={removal.error}
      >
        <p className="text-mut">{consequence} This cannot be undone.</p>
      </ConfirmDialog>
    </section>
  );
}
