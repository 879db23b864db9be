import { clsx } from 'clsx';
import { useLiveState } from '../../state/useLiveState.ts';

/** Says whether the list keeps itself up to date. `paused`: somebody has gone so far back that it does not. */
export function LiveMark({ paused }: { paused: boolean }) {
  const state = useLiveState();
  const { word, title, look } = paused
    ? {
        word: 'Paused',
        title: 'Not refreshing, because you have gone far back: reload to see what is new',
        look: 'bg-faint',
      }
    : state === 'live'
      ? { word: 'Live', title: 'The server tells of every change as it happens', look: 'bg-ok' }
      : {
          word: 'Reconnecting…',
          title: 'The server is not telling of changes: asking it every five seconds',
          look: 'bg-warn',
        };
  return (
    <output className="inline-flex h-7 items-center gap-1.5 rounded-md border border-line px-2.5" title={title}>
      <span aria-hidden className={clsx('size-2 rounded-full', look)} />
      {word}
    </output>
  );
}
