import type { Settings } from '@postmap/server/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { changeSettings } from '../../api/settings.ts';
import { triggersQuery } from '../../api/triggers.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce } from '../../components/Toast.tsx';

interface RemoveSmtpDialogProps {
  settings: Settings;
  onRemoved: (settings: Settings) => void;
  onClose: () => void;
}

export function RemoveSmtpDialog({ settings, onRemoved, onClose }: RemoveSmtpDialogProps) {
  const triggers = useQuery(triggersQuery());
  const waiting = triggers.data?.filter(
    ({ status, destination }) =>
      status === 'active' && destination.kind === 'email' && destination.transport === 'smtp',
  );
  const remove = useMutation({
    mutationFn: () => changeSettings(settings, { smtp: null }),
    onSuccess: (saved) => {
      onClose();
      announce('The mail server is removed');
      onRemoved(saved);
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title="Remove the mail server?"
      action="Remove mail server"
      onConfirm={() => remove.mutate()}
      busy={remove.isPending}
      error={remove.error}
    >
      <p className="text-mut">
        Its password is forgotten.{' '}
        {waiting !== undefined && waiting.length > 0
          ? `Emails of ${waiting.length === 1 ? 'one active trigger' : `${waiting.length} active triggers`} then wait until another one is set; none is lost.`
          : 'No active trigger sends by it.'}
      </p>
    </ConfirmDialog>
  );
}
