import { Link } from '@tanstack/react-router';
import { Menu, Search, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { openPalette } from '../../state/usePalette.ts';
import { IconButton } from '../Button.tsx';
import { Logo } from '../Logo.tsx';
import { Sidebar } from './Sidebar.tsx';

/** What a narrow window has instead of the sidebar, which opens from it. */
export function TopBar() {
  const [open, setOpen] = useState(false);
  return (
    <header className="hidden items-center gap-1 border-b border-line bg-sub px-2.5 max-[760px]:flex">
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger asChild>
          <IconButton label="Menu">
            <Menu />
          </IconButton>
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
          <Dialog.Content
            aria-describedby={undefined}
            className="fixed inset-y-0 left-0 z-40 flex w-[min(260px,80vw)] flex-col border-r border-line bg-sub px-2.5 py-3 shadow-lift outline-none"
          >
            <Dialog.Title className="sr-only">Menu</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label="Close the menu" className="absolute top-2.5 right-2">
                <X />
              </IconButton>
            </Dialog.Close>
            <Sidebar onChosen={() => setOpen(false)} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <Link to="/" className="flex items-center gap-2 rounded-md px-1.5 py-0.5 text-[14px] font-bold">
        <Logo /> Postmap
      </Link>
      <IconButton label="Search" className="ml-auto" onClick={openPalette}>
        <Search />
      </IconButton>
    </header>
  );
}
