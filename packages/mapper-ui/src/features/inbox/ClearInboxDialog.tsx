import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';

interface ClearInboxDialogProps {
  open: boolean;
  onClose: () => void;
  clear: () => Promise<null>;
  onCleared: () => void;
}

export function ClearInboxDialog({ open, onClose, clear, onCleared }: ClearInboxDialogProps) {
  const clearing = useMutation({ mutationFn: clear, onSuccess: onCleared });
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title="Clear the inbox?"
      action="Clear all messages"
      busy={clearing.isPending}
      error={clearing.error}
      onConfirm={() => clearing.mutate()}
    >
      <p className="text-mut">
        Every message of every inbox name is deleted. Deliveries and their attempts stay on record.
      </p>
    </ConfirmDialog>
  );
}
