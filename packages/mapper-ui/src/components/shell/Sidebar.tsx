import { Link, useMatchRoute } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { BookOpen, LogOut, Search, Settings } from 'lucide-react';
import { signOut } from '../../api/session.ts';
import { openPalette } from '../../state/usePalette.ts';
import { useRole, VIEWER_REASON } from '../../state/useRole.ts';
import { Logo } from '../Logo.tsx';
import { Pill } from '../Pill.tsx';
import { announceError } from '../Toast.tsx';
import { listPages } from './pages.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';

const itemClass = 'flex w-full items-center gap-2 rounded-md px-2 py-[5px] text-mut hover:bg-hover hover:text-ink';

/** The way to every page, and what is not a page. `onChosen` is called when something was gone to or opened. */
export function Sidebar({ onChosen }: { onChosen?: () => void }) {
  const { role, mayEdit } = useRole();
  // Whichever section is open: the link itself leads to the first.
  const inSettings = useMatchRoute()({ to: '/settings', fuzzy: true }) !== false;
  return (
    <>
      <Link
        to="/"
        onClick={onChosen}
        className="mb-3 flex items-center gap-2 self-start rounded-md px-2 py-0.5 text-[14px] font-bold"
      >
        <Logo /> Postmap
      </Link>
      <nav aria-label="Main" className="flex flex-col gap-0.5">
        {listPages(mayEdit).map((page) => (
          <Link
            key={page.to}
            to={page.to}
            onClick={onChosen}
            activeOptions={{ exact: page.to === '/', includeSearch: false }}
            activeProps={{ className: 'bg-accent-soft text-accent! font-semibold' }}
            className={itemClass}
          >
            {page.title}
          </Link>
        ))}
      </nav>
      <div className="mt-auto flex flex-col gap-0.5">
        <Link
          to="/settings/$section"
          params={{ section: 'feeds' }}
          onClick={onChosen}
          aria-current={inSettings ? 'page' : undefined}
          className={clsx(itemClass, inSettings && 'bg-accent-soft text-accent! font-semibold')}
        >
          <Settings className="size-3.5" aria-hidden /> Settings
        </Link>
        <Link to="/docs" onClick={onChosen} className={itemClass}>
          <BookOpen className="size-3.5" aria-hidden /> API reference
        </Link>
        <button
          type="button"
          className={itemClass}
          onClick={() => {
            onChosen?.();
            openPalette();
          }}
        >
          <Search className="size-3.5" aria-hidden /> Search
          <kbd className="ml-auto rounded-sm border border-line px-1 font-sans text-xs text-mut">{shortcut}</kbd>
        </button>
        <button type="button" className={itemClass} onClick={() => void signOut().catch(announceError)}>
          <LogOut className="size-3.5" aria-hidden /> Sign out
          {role === 'viewer' && (
            <Pill className="ml-auto" title={VIEWER_REASON}>
              viewer
            </Pill>
          )}
        </button>
        <ThemeSwitch />
      </div>
    </>
  );
}

const shortcut = navigator.userAgent.includes('Mac') ? '⌘K' : 'Ctrl K';
