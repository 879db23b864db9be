import type { Revision } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useState } from 'react';
import { revisionsQuery } from '../../api/templates.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Pill } from '../../components/Pill.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { announce } from '../../components/Toast.tsx';
import { sameContent } from '../../core/mapper/template-draft.ts';
import { FORMAT_NAMES, LANGUAGE_NAMES } from '../../core/template-names.ts';
import { CodeEditor } from '../../monaco/CodeEditor.tsx';
import type { DraftState } from './useTemplateDraft.ts';

/** The template's revisions: which there are, what each says, and the way back to one. */
export function HistoryPanel({ draft }: { draft: DraftState }) {
  const published = draft.base.published?.revision;
  const revisions = useQuery(revisionsQuery(draft.base.id));
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  if (revisions.isError) return <ErrorState error={revisions.error} onRetry={() => void revisions.refetch()} />;
  if (revisions.data === undefined) return <Skeleton className="m-4 w-1/3" />;
  if (revisions.data.length === 0) {
    return (
      <p className="px-4 py-3 text-mut">
        Nothing is published yet. Each publish keeps a revision here that never changes.
      </p>
    );
  }
  const shown = revisions.data.find(({ revision }) => revision === chosen) ?? revisions.data[0];
  return (
    <div className="grid h-full grid-cols-[minmax(260px,34%)_1fr]">
      <ul aria-label="Revisions" className="min-h-0 overflow-auto border-r border-line-soft py-1">
        {revisions.data.map((revision) => (
          <li key={revision.revision}>
            <button
              type="button"
              aria-pressed={revision === shown}
              onClick={() => setChosen(revision.revision)}
              className={clsx(
                'flex min-h-[34px] w-full items-center gap-2 px-3.5 text-left',
                revision === shown ? 'bg-accent-soft' : 'hover:bg-hover',
              )}
            >
              <span className="figures w-8 shrink-0 font-semibold">r{revision.revision}</span>
              <span className="min-w-0 flex-1 truncate text-mut">
                {revision.note === '' ? 'no note' : revision.note}
              </span>
              {revision.revision === published && <Pill tone="ok">published</Pill>}
              <TimeText at={revision.publishedAt} ago className="shrink-0 text-mut" />
            </button>
          </li>
        ))}
      </ul>
      {shown !== undefined && <RevisionView key={shown.revision} revision={shown} draft={draft} />}
    </div>
  );
}

function RevisionView({ revision, draft }: { revision: Revision; draft: DraftState }) {
  const { language, format, formatOptions, source } = revision;
  const same = sameContent({ ...draft.content, language, format, formatOptions, source }, draft.content);
  const restore = (): void => {
    draft.change({ language, format, formatOptions, source });
    announce(
      `r${revision.revision} is the draft now`,
      'Nothing is saved or published yet; Undo brings your text back.',
    );
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line-soft px-3.5 text-mut">
        <span>
          {LANGUAGE_NAMES[language]} → {FORMAT_NAMES[format]}
        </span>
        <span className="truncate">by {revision.publishedBy}</span>
        <Button className="ml-auto" disabled={same} onClick={restore}>
          {same ? 'Same as the draft' : 'Restore as draft'}
        </Button>
      </div>
      <CodeEditor
        label={`Source of revision ${revision.revision}`}
        language={language}
        value={source}
        readOnly
        className="flex-1"
      />
    </div>
  );
}
