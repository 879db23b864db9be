import { clsx } from 'clsx';
import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { CodeText } from '../../components/CodeText.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { sayFailure } from '../../core/mapper/say-failure.ts';
import type { PreviewSuccess } from '../../workers/preview-protocol.ts';
import type { PreviewState } from './usePreview.ts';

interface RenderedOutputProps {
  preview: PreviewState;
  payloadError: string | null;
  onShowProblems: () => void;
  draw: (good: PreviewSuccess) => ReactNode;
}

/** A view of the newest output; under an error of the last good one, dimmed. */
export function RenderedOutput({ preview, payloadError, onShowProblems, draw }: RenderedOutputProps) {
  const { outcome, lastGood, source } = preview;
  const failed = payloadError ?? (outcome?.ok === false ? sayFailure(outcome) : null);
  // A template without a word is where one begins, not a mistake to read about.
  if (failed !== null && payloadError === null && source?.trim() === '')
    return (
      <EmptyState title="Nothing to show yet">
        What the template makes of the sample is shown here. Map a field, or write an expression.
      </EmptyState>
    );
  return (
    <div className="flex h-full flex-col">
      {failed !== null && (
        <button
          type="button"
          onClick={onShowProblems}
          className="flex shrink-0 items-baseline gap-2 bg-bad-soft px-3.5 py-2 text-left text-bad"
        >
          <CircleX aria-hidden className="size-3.5 shrink-0 self-center" />
          <span className="line-clamp-3 min-w-0">
            <CodeText text={failed} />
          </span>
        </button>
      )}
      {lastGood !== null && (
        <div
          className={clsx('flex min-h-0 flex-1 flex-col', failed !== null && 'opacity-45')}
          aria-label={failed === null ? undefined : 'The last good output'}
        >
          {draw(lastGood)}
        </div>
      )}
      {lastGood === null && failed === null && (
        <output aria-label="Rendering" className="flex flex-col gap-3 p-4">
          <Skeleton className="w-1/3" />
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </output>
      )}
    </div>
  );
}
