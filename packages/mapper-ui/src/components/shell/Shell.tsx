import { Outlet } from '@tanstack/react-router';
import { Sidebar } from './Sidebar.tsx';

/** The sidebar and beside it the page. */
export function Shell() {
  return (
    <div className="grid h-full grid-cols-[200px_minmax(0,1fr)]">
      <Sidebar />
      <main id="content" tabIndex={-1} className="flex min-h-0 flex-col outline-none">
        <Outlet />
      </main>
    </div>
  );
}
