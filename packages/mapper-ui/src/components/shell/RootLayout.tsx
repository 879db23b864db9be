import { Outlet, useLocation } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { sessionQuery } from '../../api/session.ts';
import { useConnection } from '../../state/useConnection.ts';
import { useLiveUpdates } from '../../state/useLiveUpdates.ts';
import { PaletteOutlet } from './PaletteOutlet.tsx';
import { UnreachableBanner } from './UnreachableBanner.tsx';

/** Around every page: the skip link, the banner, the palette; and the sign-in page while nobody is signed in. */
export function RootLayout({ signInPage }: { signInPage: ReactNode }) {
  const session = useQuery(sessionQuery);
  const connection = useConnection();
  // The API reference says nothing of what is kept here, and those who have only a key need it too.
  const isOpen = useLocation({ select: ({ pathname }) => /^\/docs(?:\/|$)/.test(pathname) });
  useLiveUpdates(session.data !== undefined && connection.signedIn);
  if (session.isPending && connection.reachable) return null;
  return (
    <div className="flex h-full flex-col">
      <a
        href="#content"
        className="absolute top-2 left-2 z-50 -translate-y-16 rounded-md border border-line bg-canvas px-3 py-1 focus:translate-y-0"
      >
        Skip to content
      </a>
      {!connection.reachable && <UnreachableBanner />}
      <div className="min-h-0 flex-1">
        {connection.signedIn || isOpen ? <Outlet /> : <Suspense fallback={null}>{signInPage}</Suspense>}
      </div>
      {connection.signedIn && <PaletteOutlet />}
    </div>
  );
}
