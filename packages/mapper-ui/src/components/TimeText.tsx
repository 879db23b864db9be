import { clsx } from 'clsx';
import { useNow } from '../state/useNow.ts';
import { formatAgo, formatClock, formatUtc } from '../core/time.ts';

/** A time in the viewer's zone; hovering shows UTC. */
export function TimeText({ at, ago = false, className }: { at: string; ago?: boolean; className?: string }) {
  const now = useNow(20_000);
  return (
    <time dateTime={at} title={formatUtc(at)} className={clsx(!ago && 'mono', className)}>
      {ago ? formatAgo(at, now) : formatClock(at, now)}
    </time>
  );
}
