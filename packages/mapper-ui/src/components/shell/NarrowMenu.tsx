import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { IconButton } from '../Button.tsx';
import { Sidebar } from './Sidebar.tsx';

interface NarrowMenuProps {
  open: boolean;
  onClose: () => void;
  /** Called when it is gone, to give the focus back to what opened it. */
  onClosed: () => void;
}

/** The sidebar over the page, in a narrow window. */
export function NarrowMenu({ open, onClose, onClosed }: NarrowMenuProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className="fixed inset-y-0 left-0 z-40 flex w-[min(260px,80vw)] flex-col border-r border-line bg-sub px-2.5 py-3 shadow-lift outline-none"
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          <Dialog.Close asChild>
            <IconButton label="Close the menu" className="absolute top-2.5 right-2">
              <X />
            </IconButton>
          </Dialog.Close>
          <Sidebar onChosen={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
