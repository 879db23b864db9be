import type { ErrorComponentProps } from '@tanstack/react-router';
import { hasCode } from '../../api/api-error.ts';
import { reloadOnceReachable } from '../../api/load-code.ts';
import { usePageTitle } from '../../state/usePageTitle.ts';
import { ErrorState } from '../ErrorState.tsx';

/** For what a page did not expect: says it, and on demand draws the page anew; one whose code never came is loaded once the server answers. */
export function RouteErrorPage({ error, reset }: ErrorComponentProps) {
  usePageTitle('Something went wrong');
  const retry = (): void => (hasCode(error, 'unreachable') ? void reloadOnceReachable() : reset());
  return (
    <main id="content" className="flex h-full items-center justify-center">
      <ErrorState title="This page could not be shown" error={error} onRetry={retry} />
    </main>
  );
}
