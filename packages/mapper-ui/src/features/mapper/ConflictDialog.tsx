import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';

interface ConflictDialogProps {
  open: boolean;
  busy: boolean;
  onClose: () => void;
  onChoose: (choice: 'mine' | 'theirs') => void;
}

/** When the template was saved elsewhere since this page began from it. */
export function ConflictDialog({ open, busy, onClose, onChoose }: ConflictDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="This template was changed elsewhere"
      description="Somebody saved it since you began. Keep yours to save it over theirs, or load theirs and drop what you changed. Published revisions stay as they are."
      footer={
        <>
          <Button variant="danger" busy={busy} onClick={() => onChoose('theirs')}>
            Load theirs
          </Button>
          {/* Enter does what loses nothing. */}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Button autoFocus variant="primary" busy={busy} onClick={() => onChoose('mine')}>
            Keep mine
          </Button>
        </>
      }
    />
  );
}
