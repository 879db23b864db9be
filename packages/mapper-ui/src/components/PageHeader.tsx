import type { ReactNode } from 'react';
import { usePageTitle } from '../state/usePageTitle.ts';

/** The 48 px row on top of every page; it names the browser tab too. `before` is what stands above in the hierarchy. */
export function PageHeader({
  title,
  before,
  after,
  actions,
}: {
  title: string;
  before?: ReactNode;
  after?: ReactNode;
  actions?: ReactNode;
}) {
  usePageTitle(title);
  return (
    <header className="flex min-h-12 shrink-0 items-center gap-x-2.5 gap-y-2 border-b border-line px-5 max-[760px]:flex-wrap max-[760px]:px-4 max-[760px]:py-2">
      {before !== undefined && (
        <nav
          aria-label="Breadcrumb"
          className="flex min-w-0 items-center gap-2 text-mut [&_a:hover]:text-ink [&_a:hover]:underline"
        >
          {before}
          <span aria-hidden>/</span>
        </nav>
      )}
      <h1 className="truncate text-lg leading-5 font-semibold">{title}</h1>
      {after}
      <div className="ml-auto flex shrink-0 items-center gap-2 empty:hidden max-[760px]:flex-wrap max-[760px]:justify-end">
        {actions}
      </div>
    </header>
  );
}
