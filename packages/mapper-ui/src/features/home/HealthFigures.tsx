import type { Stats } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { formatMilliseconds, wordSeconds } from '../../core/duration.ts';
import { useNow } from '../../state/useNow.ts';

const count = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** How deliveries do: the last hour large, the last day small. Places are kept while loading. */
export function HealthFigures({ stats }: { stats: Stats | undefined }) {
  const now = useNow(5_000);
  return (
    <dl
      aria-label="Key figures"
      className="grid grid-cols-8 max-[1180px]:grid-cols-4 max-[560px]:grid-cols-2 gap-x-5 gap-y-3 border-b border-line-soft px-5 py-3.5 max-[760px]:px-4"
    >
      <Figure
        name="Accepted, last hour"
        value={words(stats, ({ lastHour }) => count.format(lastHour))}
        more={words(stats, ({ lastDay }) => `24 h: ${count.format(lastDay.accepted)}`)}
      />
      <Figure
        name="Succeeded at first try"
        value={words(stats, ({ firstTryRate }) => wordRate(firstTryRate))}
        more={words(stats, ({ lastDay }) => `24 h: ${wordRate(lastDay.firstTryRate)}`)}
      />
      <Figure
        name="Delivered in the end"
        value={words(stats, ({ finalRate }) => wordRate(finalRate))}
        more={words(stats, ({ lastDay }) => `24 h: ${wordRate(lastDay.finalRate)}`)}
      />
      <Figure
        name="p95 until delivered"
        value={words(stats, ({ p95Ms }) => wordTime(p95Ms))}
        more={words(stats, ({ p50Ms }) => `p50: ${wordTime(p50Ms)}`)}
      />
      <Figure
        name="Due now"
        value={words(stats, ({ backlog }) => count.format(backlog.due))}
        more={words(stats, ({ backlog }) => wordWait(backlog, now))}
      />
      <Figure
        name="Retrying"
        tone={(stats?.retrying ?? 0) > 0 ? 'text-warn' : undefined}
        value={words(stats, ({ retrying }) => count.format(retrying))}
        more={<Show status="retrying" when={(stats?.retrying ?? 0) > 0} />}
      />
      <Figure
        name="Exhausted"
        tone={(stats?.exhausted ?? 0) > 0 ? 'text-bad' : undefined}
        value={words(stats, ({ exhausted }) => count.format(exhausted))}
        more={<Show status="exhausted" when={(stats?.exhausted ?? 0) > 0} />}
      />
      <Figure
        name="Failed to render, 24 h"
        tone={(stats?.lastDay.failedToRender ?? 0) > 0 ? 'text-bad' : undefined}
        value={words(stats, ({ lastDay }) => count.format(lastDay.failedToRender))}
        more={<Show status="failed-to-render" when={(stats?.lastDay.failedToRender ?? 0) > 0} />}
      />
    </dl>
  );
}

function Figure({ name, value, more, tone }: { name: string; value: string; more: ReactNode; tone?: string }) {
  return (
    <div className="flex min-w-0 flex-col whitespace-nowrap">
      <dt className="order-2 truncate text-sm" title={name}>
        {name}
      </dt>
      <dd className={clsx('figures order-1 text-xl font-semibold', tone)}>{value}</dd>
      <dd className="figures order-3 min-h-[18px] text-sm text-mut">{more}</dd>
    </div>
  );
}

function Show({ status, when }: { status: string; when: boolean }) {
  return (
    when && (
      <Link to="/deliveries" search={{ status, range: 'all' }} className="text-accent hover:underline">
        Show
      </Link>
    )
  );
}

/** A dash while nothing is known. */
function words(stats: Stats | undefined, word: (stats: Stats) => string): string {
  return stats === undefined ? '–' : word(stats);
}

function wordRate(rate: number | null): string {
  if (rate === null) return '–';
  // Rounding must not say that nothing failed.
  const shown = rate < 1 ? Math.min(rate, 0.999) : rate;
  return `${percent.format(shown * 100)} %`;
}

function wordTime(ms: number | null): string {
  return ms === null ? '–' : formatMilliseconds(ms);
}

function wordWait({ oldestDueAt, waiting }: Stats['backlog'], now: number): string {
  if (oldestDueAt !== null) return `oldest ${wordSeconds(Math.max(0, now - Date.parse(oldestDueAt)) / 1_000)}`;
  return waiting === 0 ? '' : `${count.format(waiting)} later`;
}
