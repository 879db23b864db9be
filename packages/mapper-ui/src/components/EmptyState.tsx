import type { ReactNode } from 'react';

/** What a page shows when there is nothing yet: what it is for, and what to do next. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center px-6 py-16 text-center">
      {icon !== undefined && <div className="mb-3 text-faint [&_svg]:size-6 [&_svg]:stroke-[1.5]">{icon}</div>}
      <h2 className="font-semibold">{title}</h2>
      {children !== undefined && <div className="mt-1 max-w-md text-mut">{children}</div>}
      {action !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2 empty:hidden">{action}</div>}
    </div>
  );
}
