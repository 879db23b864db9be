import type { Feed } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { CopyButton } from '../../components/CopyButton.tsx';
import { DemoPill } from '../../components/DemoPill.tsx';
import { Pill } from '../../components/Pill.tsx';
import { isDemo } from '../../core/first-steps.ts';
import { useRole, VIEWER_REASON } from '../../state/useRole.ts';
import { EnvelopeExamples } from './EnvelopeExamples.tsx';
import { FeedDangers } from './FeedDangers.tsx';
import { FeedForm } from './FeedForm.tsx';
import { NewestEvent } from './FeedTable.tsx';

/** One feed: where to post, how, what it reaches, and what cannot be undone. */
export function FeedPanel({ feed }: { feed: Feed }) {
  const { mayEdit } = useRole();
  return (
    <div className="max-w-[760px] px-5 max-[760px]:px-4 pt-3 pb-10">
      <Link
        to="/settings/$section"
        params={{ section: 'feeds' }}
        className="inline-flex items-center gap-1 text-mut hover:text-ink"
      >
        <ArrowLeft className="size-3.5" aria-hidden /> All feeds
      </Link>
      <div className="mt-1 flex items-center gap-2">
        <h2 className="truncate text-lg leading-7">{feed.name}</h2>
        {isDemo(feed.name) && <DemoPill />}
        {!feed.enabled && <Pill tone="warn">off</Pill>}
      </div>
      <p className="text-mut">
        Last event: <NewestEvent feedId={feed.id} />
      </p>

      <section aria-labelledby="ingest-url" className="mt-5">
        <h3 id="ingest-url">Ingest URL</h3>
        <p className="text-mut">
          {mayEdit
            ? 'Post events here. No other credential is needed: who has this URL can post, so keep it secret.'
            : VIEWER_REASON}
        </p>
        <div className="mt-2 flex items-start gap-1">
          <code aria-label="Ingest URL" className="mono min-w-0 rounded-sm bg-hover px-2 py-1 [overflow-wrap:anywhere]">
            {feed.ingestUrl}
          </code>
          {mayEdit && <CopyButton text={feed.ingestUrl} label="Copy the ingest URL" />}
        </div>
      </section>
      {mayEdit && <EnvelopeExamples ingestUrl={feed.ingestUrl} />}
      <FeedForm feed={feed} />
      {mayEdit && <FeedDangers feed={feed} />}
    </div>
  );
}
