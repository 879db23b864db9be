import { useBlocker } from '@tanstack/react-router';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';

/** Asks before the page is left with changes that are not saved. They stay in this browser either way. */
export function LeaveDialog({ changed }: { changed: boolean }) {
  const { proceed, reset, status } = useBlocker({
    shouldBlockFn: ({ current, next }) => changed && current.pathname !== next.pathname,
    enableBeforeUnload: () => changed,
    withResolver: true,
  });
  const stay = (): void => reset?.();
  return (
    <Dialog
      open={status === 'blocked'}
      onClose={stay}
      title="Leave without saving?"
      description="The changes stay in this browser and are there when you come back, but nobody else sees them until they are saved."
      footer={
        <>
          <Button onClick={() => proceed?.()}>Leave</Button>
          <Button variant="primary" onClick={stay}>
            Stay
          </Button>
        </>
      }
    />
  );
}
