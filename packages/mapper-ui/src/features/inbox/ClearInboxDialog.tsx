import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';

interface ClearInboxDialogProps {
  open: boolean;
  /** The one inbox to clear; undefined is all of them. */
  name: string | undefined;
  onClose: () => void;
  clear: () => Promise<null>;
  onCleared: () => void;
}

export function ClearInboxDialog({ open, name, onClose, clear, onCleared }: ClearInboxDialogProps) {
  const clearing = useMutation({ mutationFn: clear, onSuccess: onCleared });
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={name === undefined ? 'Clear every inbox?' : `Clear the inbox “${name}”?`}
      action={name === undefined ? 'Clear all messages' : 'Clear its messages'}
      busy={clearing.isPending}
      error={clearing.error}
      onConfirm={() => clearing.mutate()}
    >
      <p className="text-mut">
        {name === undefined
          ? 'Every message of every inbox name is deleted.'
          : `Every message to “${name}” is deleted; other inboxes keep theirs.`}{' '}
        This cannot be undone. Deliveries and their attempts stay on record.
      </p>
    </ConfirmDialog>
  );
}
