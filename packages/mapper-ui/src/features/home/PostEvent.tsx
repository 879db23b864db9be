import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { feedsQuery, sampleOfTypeQuery } from '../../api/catalog.ts';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { DemoPill } from '../../components/DemoPill.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { compactJson, writeCurl } from '../../core/curl.ts';
import { isDemo } from '../../core/first-steps.ts';
import { FeedChoice } from './FeedChoice.tsx';

/**
 * A feed's address, and a command that posts a sample to it: for the demo's feed and its smallest sample, until there is a trigger of
 * one's own, then for one's own feed and that trigger's event.
 */
export function PostEvent({ ownEvent }: { ownEvent: string | undefined }) {
  const feeds = useQuery(feedsQuery());
  // One sample only: together they are 170 KB.
  const sample = useQuery(sampleOfTypeQuery(ownEvent ?? 'shipment.shipped'));
  const [chosen, setChosen] = useState<string>();
  const feed =
    feeds.data?.find((candidate) => candidate.id === chosen) ??
    feeds.data?.find(({ name }) => isDemo(name) === (ownEvent === undefined)) ??
    feeds.data?.[0];
  const command = feed && sample.data ? writeCurl(feed.ingestUrl, compactJson(sample.data.body)) : undefined;
  const failed = [feeds, sample].find((query) => query.isError);
  return (
    <section aria-labelledby="post-event" className="min-w-0 px-5 py-4">
      <div className="flex h-7 items-center gap-2">
        <h2 id="post-event">Post an event</h2>
        {feed !== undefined && isDemo(feed.name) && <DemoPill />}
        {feeds.data !== undefined && feeds.data.length > 1 && feed !== undefined && (
          <FeedChoice feeds={feeds.data} value={feed.id} onChange={setChosen} />
        )}
      </div>
      <p className="mt-1 min-h-5 text-mut">{feed !== undefined && describeFeed(feed.name)}</p>
      {failed !== undefined && <ErrorNote error={failed.error} />}
      {feeds.data?.length === 0 && <p className="mt-2 text-mut">There is no feed.</p>}
      {failed === undefined && (
        <>
          <div className="mt-2 flex items-center gap-1">
            {feed === undefined ? (
              <Skeleton className="my-2 w-3/4" />
            ) : (
              <>
                <code aria-label="Ingest URL" className="mono min-w-0 truncate rounded-sm bg-hover px-2 leading-[26px]">
                  {feed.ingestUrl}
                </code>
                <CopyButton text={feed.ingestUrl} label="Copy the ingest URL" />
              </>
            )}
          </div>
          <div className="mt-2 rounded-md border border-line-soft bg-sub">
            {command === undefined ? (
              <div className="h-[121px]" />
            ) : (
              <>
                <div className="flex items-center justify-between border-b border-line-soft py-0.5 pr-2 pl-3">
                  <span className="text-sm text-mut">In a shell</span>
                  <CopyButton text={command} label="Copy the command" caption="Copy" />
                </div>
                <CodeBlock wholeLines label="Command that posts a sample" className="h-[88px] px-3 py-2.5">
                  {command}
                </CodeBlock>
              </>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function describeFeed(name: string): string {
  return isDemo(name)
    ? 'Events for this feed reach the demo customer only, whose triggers send to the inbox.'
    : 'What sends your events posts them here. Who has the URL can post: keep it secret.';
}
