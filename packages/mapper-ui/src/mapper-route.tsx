import { Link, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { loadCode } from './api/load-code.ts';
import { pickBackPath } from './core/search.ts';

/** The mapper brings Monaco: it is loaded when it is opened first. */
const MapperPage = lazy(async () => {
  const { MapperPage: page } = await loadCode(() => import('./features/mapper/MapperPage.tsx'));
  return { default: page };
});

export function MapperRoute() {
  const { templateId } = useParams({ from: '/templates/$templateId' });
  const back = pickBackPath(useSearch({ from: '/templates/$templateId' }).back);
  return (
    <div className="flex h-full flex-col">
      {back !== undefined && (
        <div className="flex h-8 shrink-0 items-center border-b border-line-soft bg-accent-soft px-4 text-accent">
          <Link to={back} className="inline-flex items-center gap-1.5 hover:underline">
            <ArrowLeft className="size-3.5" aria-hidden /> Back to the trigger
          </Link>
        </div>
      )}
      <main id="content" className="min-h-0 flex-1">
        <Suspense fallback={<p className="p-6 text-mut">Opening the mapper…</p>}>
          <MapperPage key={templateId} templateId={templateId} />
        </Suspense>
      </main>
    </div>
  );
}
