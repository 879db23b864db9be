import { Link } from '@tanstack/react-router';
import { Menu, Search } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { openPalette } from '../../state/usePalette.ts';
import { useDeferred } from '../../state/useDeferred.ts';
import { IconButton } from '../Button.tsx';
import { Logo } from '../Logo.tsx';

const loadMenu = async () => ({ default: (await import('./NarrowMenu.tsx')).NarrowMenu });
const NarrowMenu = lazy(loadMenu);

/** What a narrow window has instead of the sidebar, which opens from it. */
export function TopBar() {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const isLoaded = useDeferred(loadMenu, open);
  return (
    <header className="hidden items-center gap-1 border-b border-line bg-sub px-2.5 max-[760px]:flex">
      <IconButton ref={button} label="Menu" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)}>
        <Menu />
      </IconButton>
      {isLoaded && (
        <Suspense fallback={null}>
          <NarrowMenu open={open} onClose={() => setOpen(false)} onClosed={() => button.current?.focus()} />
        </Suspense>
      )}
      <Link to="/" className="flex items-center gap-2 rounded-md px-1.5 py-0.5 text-[14px] font-bold">
        <Logo /> Postmap
      </Link>
      <IconButton label="Search" className="ml-auto" onClick={openPalette}>
        <Search />
      </IconButton>
    </header>
  );
}
