import { useBlocker } from '@tanstack/react-router';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

/** Where the page is, or is about to be. */
export interface Place {
  pathname: string;
  search: Readonly<Record<string, unknown>>;
}

interface LeaveDialogProps {
  changed: boolean;
  /** What becomes of the changes. */
  children: string;
  /** Whether going from one place to the other leaves what is being edited. */
  isLeaving?: (current: Place, next: Place) => boolean;
}

/** Asks before a page is left with changes that are not saved. */
export function LeaveDialog({ changed, children, isLeaving = changesPath }: LeaveDialogProps) {
  const { proceed, reset, status } = useBlocker({
    shouldBlockFn: ({ current, next }) => changed && isLeaving(current, next),
    enableBeforeUnload: () => changed,
    withResolver: true,
  });
  const stay = (): void => reset?.();
  return (
    <Dialog
      open={status === 'blocked'}
      onClose={stay}
      title="Leave without saving?"
      description={children}
      footer={
        <>
          <Button onClick={() => proceed?.()}>Leave</Button>
          {/* Enter does what loses nothing. */}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Button autoFocus variant="primary" onClick={stay}>
            Stay
          </Button>
        </>
      }
    />
  );
}

function changesPath(current: Place, next: Place): boolean {
  return current.pathname !== next.pathname;
}
