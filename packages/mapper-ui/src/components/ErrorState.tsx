import { TriangleAlert } from 'lucide-react';
import { describeError, hasCode } from '../api/api-error.ts';
import { Button } from './Button.tsx';

/** What a page shows instead of what it could not load. */
export function ErrorState({ error, onRetry, title }: { error: unknown; onRetry?: () => void; title?: string }) {
  const gone = hasCode(error, 'not-found');
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center">
      <TriangleAlert className="mb-3 size-6 stroke-[1.5] text-bad" aria-hidden />
      <h2>{title ?? (gone ? 'There is nothing here' : 'This could not be loaded')}</h2>
      <p className="mt-1 text-mut">{describeError(error)}</p>
      {onRetry !== undefined && !gone && (
        <Button className="mt-4" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** A refusal inside a page or a dialog, beside what was refused. */
export function ErrorNote({ error }: { error: unknown }) {
  return (
    <div role="alert" className="rounded-md bg-bad-soft px-2.5 py-2 whitespace-pre-line text-bad">
      {describeError(error)}
    </div>
  );
}
