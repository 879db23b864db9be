import type { ErrorComponentProps } from '@tanstack/react-router';
import { usePageTitle } from '../../state/usePageTitle.ts';
import { ErrorState } from '../ErrorState.tsx';

/** For what a page did not expect: says it, and draws the page anew on demand. */
export function RouteErrorPage({ error, reset }: ErrorComponentProps) {
  usePageTitle('Something went wrong');
  return (
    <main id="content" className="flex h-full items-center justify-center">
      <ErrorState title="This page could not be shown" error={error} onRetry={reset} />
    </main>
  );
}
