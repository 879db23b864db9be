import type { Stats } from '@postmap/server/contract';
import { lazy, Suspense, useState } from 'react';
import { formatMinute } from '../../core/time.ts';
import { useTheme } from '../../state/useTheme.ts';

const MinutesChart = lazy(async () => ({ default: (await import('./MinutesChart.tsx')).MinutesChart }));

/** The last hour's tries by the minute; the minute that is pointed at, or else the whole hour, in figures. */
export function DeliveriesPerMinute({ minutes }: { minutes: Stats['perMinute'] | undefined }) {
  const { shown: theme } = useTheme();
  const [pointed, setPointed] = useState<number | null>(null);
  const one = pointed === null ? undefined : minutes?.[pointed];
  const shown = one === undefined ? (minutes ?? []) : [one];
  const sum = (name: 'succeeded' | 'failed'): number => shown.reduce((total, minute) => total + minute[name], 0);
  return (
    <section aria-labelledby="per-minute" className="min-w-0 px-5 py-4 max-[760px]:px-4">
      <div className="flex h-7 flex-wrap items-center gap-x-3">
        <h2 id="per-minute">Tries per minute</h2>
        <p className="figures ml-auto flex items-center gap-3 text-sm text-mut">
          <span>{one === undefined ? 'last hour' : formatMinute(Date.parse(one.at))}</span>
          <span className="inline-flex items-center gap-1.5">
            <span aria-hidden className="size-2 rounded-[2px] bg-accent" /> {sum('succeeded')} succeeded
          </span>
          <span className="inline-flex items-center gap-1.5">
            <span aria-hidden className="size-2 rounded-[2px] bg-bad" /> {sum('failed')} failed
          </span>
        </p>
      </div>
      <div className="mt-1 h-[168px]">
        {minutes !== undefined && (
          <Suspense fallback={null}>
            <MinutesChart key={theme} minutes={minutes} onPoint={setPointed} />
          </Suspense>
        )}
      </div>
    </section>
  );
}
