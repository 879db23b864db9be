import type { Attempt, DeliveryDetail } from '@postmap/server/contract';
import { clsx } from 'clsx';
import { TimeText } from '../../components/TimeText.tsx';
import { describeAttempt } from '../../core/attempt-words.ts';
import { formatMilliseconds, wordSeconds } from '../../core/duration.ts';
import { useNow } from '../../state/useNow.ts';

const dots: Readonly<Record<Attempt['outcome'], string>> = {
  succeeded: 'bg-ok',
  failed: 'bg-bad',
  interrupted: 'bg-warn',
  'in-progress': 'bg-accent animate-pulse',
};

const rowClass = 'grid min-h-7 grid-cols-[16px_74px_minmax(0,1fr)_auto] items-center gap-2';

/** Every try, oldest first, and when the next one comes. */
export function AttemptTimeline({ delivery }: { delivery: DeliveryDetail }) {
  const now = useNow(1_000);
  const { attempts, nextAttemptAt, upcoming } = delivery;
  if (attempts.length === 0 && nextAttemptAt === null) {
    // Under it stands why, which has the reason in it.
    if (delivery.why !== null) return null;
    return <p className="border-b border-line-soft px-4 py-3 text-mut">{delivery.reason ?? 'Nothing was sent.'}</p>;
  }
  return (
    <ol aria-label="Attempts" className="max-h-60 shrink-0 overflow-y-auto border-b border-line-soft px-4 py-2.5">
      {attempts.map((attempt) => (
        <li key={attempt.number} className={rowClass}>
          <span aria-hidden className={clsx('size-[9px] rounded-full', dots[attempt.outcome])} />
          <TimeText at={attempt.startedAt} className="text-mut" />
          <span className="py-0.5 break-words">{describeAttempt(attempt)}</span>
          <span className="mono text-mut">
            {attempt.durationMs === null ? '' : formatMilliseconds(attempt.durationMs)}
          </span>
        </li>
      ))}
      {nextAttemptAt !== null && (
        <li className={rowClass}>
          <span aria-hidden className="size-[9px] rounded-full border-2 border-warn" />
          <TimeText at={nextAttemptAt} className="text-mut" />
          <span className="text-mut">
            {attempts.length === 0 ? 'first' : 'next'} try{' '}
            {Date.parse(nextAttemptAt) <= now ? 'now' : `in ${wordSeconds((Date.parse(nextAttemptAt) - now) / 1_000)}`}
            {upcoming.length > 0 &&
              ` · then ${upcoming.slice(0, 3).map(wordSeconds).join(', ')}${upcoming.length > 3 ? ' …' : ''}`}
          </span>
        </li>
      )}
    </ol>
  );
}
