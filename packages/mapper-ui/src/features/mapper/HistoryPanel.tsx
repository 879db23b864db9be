import type { Revision } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useState } from 'react';
import { revisionsQuery } from '../../api/templates.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Pill } from '../../components/Pill.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { RevisionView } from './RevisionView.tsx';
import type { DraftState } from './useTemplateDraft.ts';

/** The template's revisions: which there are, what each changed, and the way back to one. */
export function HistoryPanel({ draft }: { draft: DraftState }) {
  const published = draft.base.published?.revision;
  const revisions = useQuery(revisionsQuery(draft.base.id));
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  if (revisions.isError) return <ErrorState error={revisions.error} onRetry={() => void revisions.refetch()} />;
  if (revisions.data === undefined) return <Skeleton className="m-4 w-1/3" />;
  const shown = revisions.data.find(({ revision }) => revision === chosen) ?? revisions.data[0];
  if (shown === undefined) {
    return (
      <p className="px-4 py-3 text-mut">
        Nothing is published yet. Each publish keeps a revision here that never changes.
      </p>
    );
  }
  const before = revisions.data.find(({ revision }) => revision === shown.revision - 1);
  return (
    <div className="grid h-full grid-cols-[minmax(240px,34%)_1fr] max-[760px]:grid-cols-1 max-[760px]:grid-rows-[40%_1fr]">
      <ul aria-label="Revisions" className="min-h-0 overflow-auto border-r border-line-soft py-1">
        {revisions.data.map((revision) => (
          <li key={revision.revision}>
            <button
              type="button"
              aria-pressed={revision === shown}
              onClick={() => setChosen(revision.revision)}
              className={clsx(
                'flex min-h-[34px] w-full flex-col px-3.5 py-1 text-left focus-visible:-outline-offset-2',
                revision === shown ? 'bg-accent-soft' : 'hover:bg-hover',
              )}
            >
              <span className="flex w-full items-center gap-2">
                <span className="figures shrink-0 font-semibold">r{revision.revision}</span>
                <span className="min-w-0 flex-1 truncate">{revision.note === '' ? 'no note' : revision.note}</span>
                {revision.revision === published && <Pill tone="ok">published</Pill>}
              </span>
              <span className="w-full truncate text-sm text-mut">
                {describeAuthor(revision)} · <TimeText at={revision.publishedAt} ago />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <RevisionView key={shown.revision} revision={shown} before={before} draft={draft} />
    </div>
  );
}

function describeAuthor({ publishedBy }: Revision): string {
  return publishedBy === '' ? 'nobody named' : publishedBy;
}
