import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';

/** The top of what is opened from the list: the way back, its title, its name. */
export function PanelHead({
  title,
  name,
  pill,
  children,
}: {
  title: string;
  name?: string;
  pill?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <>
      <Link
        to="/settings/$section"
        params={{ section: 'catalog' }}
        className="inline-flex items-center gap-1 text-mut hover:text-ink"
      >
        <ArrowLeft className="size-3.5" aria-hidden /> Catalog
      </Link>
      <div className="mt-1 flex flex-wrap items-center gap-x-2">
        <h2 className="text-lg leading-7">{title}</h2>
        {name !== undefined && <code className="mono text-mut">{name}</code>}
        {pill}
      </div>
      {children !== undefined && <p className="max-w-[640px] text-mut">{children}</p>}
    </>
  );
}
