import { Link } from '@tanstack/react-router';
import { LogOut, Search } from 'lucide-react';
import { signOut } from '../../api/session.ts';
import { openPalette } from '../../state/usePalette.ts';
import { Logo } from '../Logo.tsx';
import { announceError } from '../Toast.tsx';
import { pages } from './pages.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';

const itemClass = 'flex w-full items-center gap-2 rounded-md px-2 py-[5px] text-mut hover:bg-hover hover:text-ink';

export function Sidebar() {
  return (
    <div className="flex min-h-0 flex-col border-r border-line bg-sub px-2.5 py-3">
      <Link to="/" className="mb-3 flex items-center gap-2 self-start rounded-md px-2 py-0.5 text-[14px] font-bold">
        <Logo /> Postmap
      </Link>
      <nav aria-label="Main" className="flex flex-col gap-0.5">
        {pages.map((page) => (
          <Link
            key={page.to}
            to={page.to}
            activeOptions={{ exact: page.to === '/', includeSearch: false }}
            activeProps={{ className: 'bg-accent-soft text-accent! font-semibold' }}
            className={itemClass}
          >
            {page.title}
          </Link>
        ))}
      </nav>
      <div className="mt-auto flex flex-col gap-0.5">
        <button type="button" className={itemClass} onClick={openPalette}>
          <Search className="size-3.5" aria-hidden /> Search
          <kbd className="ml-auto rounded-sm border border-line px-1 font-sans text-xs text-mut">{shortcut}</kbd>
        </button>
        <button type="button" className={itemClass} onClick={() => void signOut().catch(announceError)}>
          <LogOut className="size-3.5" aria-hidden /> Sign out
        </button>
        <ThemeSwitch />
      </div>
    </div>
  );
}

const shortcut = navigator.userAgent.includes('Mac') ? '⌘K' : 'Ctrl K';
