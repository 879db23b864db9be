import type { Trigger } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { deleteTrigger } from '../../api/triggers.ts';
import { IconButton } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce } from '../../components/Toast.tsx';

/** Deletes a trigger, after asking. */
export function DeleteTriggerButton({ trigger }: { trigger: Trigger }) {
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteTrigger(trigger.id),
    onSuccess: async () => {
      announce(`${trigger.name} is deleted`);
      await navigate({
        to: '/customers/$customerId',
        params: { customerId: trigger.customerId },
        ignoreBlocker: true,
      });
      queries.removeQueries({ queryKey: ['triggers', trigger.id] });
      await queries.invalidateQueries({ queryKey: ['triggers'] });
      await queries.invalidateQueries({ queryKey: ['customers'] });
    },
  });
  return (
    <>
      <IconButton label="Delete trigger" onClick={() => setAsking(true)}>
        <Trash2 />
      </IconButton>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Delete ${trigger.name}?`}
        action="Delete trigger"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
      >
        <p className="text-mut">
          {trigger.status === 'active'
            ? 'It is active: events that come afterwards are no longer delivered by it. '
            : ''}
          Its deliveries stay on record. To stop it for a while, pause it instead.
        </p>
      </ConfirmDialog>
    </>
  );
}
