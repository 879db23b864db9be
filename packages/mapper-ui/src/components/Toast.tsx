import { lazy, Suspense } from 'react';
import type { ExternalToast } from 'sonner';
import { describeError } from '../api/api-error.ts';
import { quoteCode } from '../core/split-code.ts';
import { useDeferred } from '../state/useDeferred.ts';

const loadList = async () => ({ default: (await import('./ToastList.tsx')).ToastList });
const ToastList = lazy(loadList);

/** Where notices appear, once per page; its code comes when the page is at rest. What is announced before is shown then. */
export function ToastOutlet({ theme }: { theme: 'light' | 'dark' }) {
  const isLoaded = useDeferred(loadList);
  return (
    isLoaded && (
      <Suspense fallback={null}>
        <ToastList theme={theme} />
      </Suspense>
    )
  );
}

export function announce(message: string, description?: string): void {
  void show('success', message, { description });
}

/** Says what was done, and offers for ten seconds to undo it. */
export function announceUndoable(message: string, description: string, onUndo: () => void): void {
  void show('success', message, { description, duration: 10_000, action: { label: 'Undo', onClick: onUndo } });
}

export function announceError(error: unknown, message = 'That did not work'): void {
  void show('error', message, { description: quoteCode(describeError(error)), duration: 8_000 });
}

async function show(outcome: 'success' | 'error', message: string, more: ExternalToast): Promise<void> {
  const { toast } = await import('sonner');
  toast[outcome](message, more);
}
