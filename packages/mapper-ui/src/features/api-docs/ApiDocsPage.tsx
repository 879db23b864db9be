import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { apiDocumentQuery } from '../../api/api-document.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Logo } from '../../components/Logo.tsx';
import { Pill } from '../../components/Pill.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useConnection } from '../../state/useConnection.ts';
import { DocsNav } from './DocsNav.tsx';

/** The API reference, from the server's own description: for whoever has the address, signed in or not. */
export function ApiDocsPage() {
  const document = useQuery(apiDocumentQuery);
  const { signedIn } = useConnection();
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-5 max-[760px]:px-4">
        <Link to="/" className="flex items-center gap-2 rounded-md text-[14px] font-bold">
          <Logo /> Postmap
        </Link>
        <span className="truncate text-mut">API reference</span>
        {document.data !== undefined && <Pill className="max-[480px]:hidden">{document.data.version}</Pill>}
        <a href="/openapi.json" className="ml-auto rounded-sm text-accent hover:underline">
          openapi.json
        </a>
        <Link to="/" className="rounded-sm text-accent hover:underline max-[480px]:hidden">
          {signedIn ? 'Back to Postmap' : 'Sign in'}
        </Link>
      </header>
      {document.isError ? (
        <main id="content" tabIndex={-1} className="outline-none">
          <ErrorState error={document.error} onRetry={() => void document.refetch()} />
        </main>
      ) : (
        <div className="grid min-h-0 flex-1 grid-cols-[248px_minmax(0,1fr)] max-[760px]:relative max-[760px]:block max-[760px]:overflow-auto">
          <div className="relative min-h-0 overflow-auto border-r border-line bg-sub px-3 py-3 max-[760px]:border-r-0 max-[760px]:px-4 max-[760px]:border-b">
            {document.data === undefined ? <Skeletons /> : <DocsNav nouns={document.data.nouns} />}
          </div>
          <main
            id="content"
            tabIndex={-1}
            className="relative min-h-0 overflow-auto outline-none max-[760px]:overflow-visible"
          >
            {document.data === undefined ? (
              <div className="max-w-[72ch] p-6">
                <Skeletons />
              </div>
            ) : (
              <Outlet />
            )}
          </main>
        </div>
      )}
    </div>
  );
}

function Skeletons() {
  return (
    <output aria-label="Loading the reference" className="flex flex-col gap-3 py-2">
      {['w-1/2', 'w-3/4', 'w-2/3', 'w-3/5', 'w-2/5'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </output>
  );
}
