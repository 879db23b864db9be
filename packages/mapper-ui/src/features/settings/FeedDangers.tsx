import type { Feed } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { deleteFeed, rotateFeedToken } from '../../api/feeds.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { announce } from '../../components/Toast.tsx';

/** Always there: events without a feed go to it. */
const DEFAULT_FEED_ID = 'feed_default';

/** Another ingest URL, and deletion: both are asked for first. */
export function FeedDangers({ feed }: { feed: Feed }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'rotate' | 'delete'>();
  const close = () => setAsked(undefined);
  const reload = () => queries.invalidateQueries({ queryKey: ['feeds'] });
  const rotate = useMutation({
    mutationFn: () => rotateFeedToken(feed),
    onSuccess: async () => {
      close();
      announce('The feed has another ingest URL', 'Give it to what sends your events.');
      await reload();
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteFeed(feed.id),
    onSuccess: async () => {
      announce(`${feed.name} is deleted`);
      await navigate({ to: '/settings/$section', params: { section: 'feeds' } });
      await reload();
    },
  });
  return (
    <section aria-label="What cannot be undone" className="mt-6 flex flex-col gap-3 border-t border-line-soft pt-5">
      <div className="flex items-center gap-4">
        <p className="flex-1 text-mut">Somebody has the ingest URL who should not? Give the feed another one.</p>
        <Button variant="danger" onClick={() => setAsked('rotate')}>
          Replace the URL…
        </Button>
      </div>
      <div className="flex items-center gap-4">
        <p className="flex-1 text-mut">
          {feed.id === DEFAULT_FEED_ID
            ? 'This feed cannot be deleted: events that name no feed go to it. It can be switched off.'
            : 'Events on record stay.'}
        </p>
        <Button variant="danger" disabled={feed.id === DEFAULT_FEED_ID} onClick={() => setAsked('delete')}>
          Delete feed…
        </Button>
      </div>
      <ConfirmDialog
        open={asked === 'rotate'}
        onClose={close}
        title={`Replace the ingest URL of ${feed.name}?`}
        action="Replace the URL"
        onConfirm={() => rotate.mutate()}
        busy={rotate.isPending}
        error={rotate.error}
      >
        <p className="text-mut">
          The old URL answers 404 at once: events posted there are refused until their sender has the new one. This
          cannot be undone.
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'delete'}
        onClose={close}
        title={`Delete ${feed.name}?`}
        action="Delete feed"
        onConfirm={() => remove.mutate()}
        busy={remove.isPending}
        error={remove.error}
      >
        <p className="text-mut">
          Its ingest URL answers 404 at once. Events and deliveries on record stay; this cannot be undone.
        </p>
      </ConfirmDialog>
    </section>
  );
}
