import { linkOptions, Outlet } from '@tanstack/react-router';
import { useMemo } from 'react';
import { usePrefetchedPages } from '../../state/usePrefetchedPages.ts';
import { useRole } from '../../state/useRole.ts';
import { listPages } from './pages.ts';
import { Sidebar } from './Sidebar.tsx';
import { TopBar } from './TopBar.tsx';

const settings = linkOptions({ to: '/settings/$section', params: { section: 'feeds' } });

/** The sidebar and beside it the page; in a narrow window a bar above it. */
export function Shell() {
  const { mayEdit } = useRole();
  const pages = useMemo(() => [...listPages(mayEdit).map(({ to }) => linkOptions({ to })), settings], [mayEdit]);
  usePrefetchedPages(pages);
  return (
    <div className="grid h-full grid-cols-[200px_minmax(0,1fr)] max-[760px]:grid-cols-[minmax(0,1fr)] max-[760px]:grid-rows-[44px_minmax(0,1fr)]">
      <div className="flex min-h-0 flex-col border-r border-line bg-sub px-2.5 py-3 max-[760px]:hidden">
        <Sidebar />
      </div>
      <TopBar />
      <main id="content" tabIndex={-1} className="relative flex min-h-0 min-w-0 flex-col overflow-clip outline-none">
        <Outlet />
      </main>
    </div>
  );
}
