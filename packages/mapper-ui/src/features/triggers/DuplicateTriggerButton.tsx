import type { Trigger } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CopyPlus } from 'lucide-react';
import { duplicateTrigger } from '../../api/triggers.ts';
import { IconButton } from '../../components/Button.tsx';
import { announce, announceError } from '../../components/Toast.tsx';

/** Makes a draft like the saved trigger and opens it: the way to a second format for the same customer. */
export function DuplicateTriggerButton({ trigger, dirty }: { trigger: Trigger; dirty: boolean }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const duplicate = useMutation({
    mutationFn: () => duplicateTrigger(trigger.id),
    onSuccess: async (copy) => {
      await queries.invalidateQueries({ queryKey: ['triggers'] });
      await queries.invalidateQueries({ queryKey: ['customers'] });
      announce(`${copy.name} is a draft`, 'It has the same events, destination and secrets: change what differs.');
      await navigate({
        to: '/customers/$customerId/triggers/$triggerId',
        params: { customerId: copy.customerId, triggerId: copy.id },
      });
    },
    onError: (error) => announceError(error, 'It could not be duplicated'),
  });
  return (
    <IconButton
      label={dirty ? 'Duplicate trigger: save or discard your changes first' : 'Duplicate trigger'}
      disabled={dirty || duplicate.isPending}
      onClick={() => duplicate.mutate()}
    >
      <CopyPlus />
    </IconButton>
  );
}
