import type { Stats } from '@postmap/server/contract';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { formatMilliseconds } from '../core/duration.ts';
import { Sparkline } from './Sparkline.tsx';

const count = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** The key figures of deliveries, and the last hour minute by minute. Places are kept while loading. */
export function Figures({ stats, className }: { stats: Stats | undefined; className?: string }) {
  return (
    <section
      aria-label="Key figures"
      className={clsx(
        'flex items-center gap-8 max-[760px]:flex-wrap max-[760px]:gap-x-6 max-[760px]:gap-y-2',
        className,
      )}
    >
      <Figure label="last hour">{known(stats?.lastHour, (value) => count.format(value))}</Figure>
      <Figure label="succeeded at first try">
        {known(stats?.firstTryRate, (value) => `${percent.format(value * 100)} %`)}
      </Figure>
      <Figure label="p95 accept → delivered">{known(stats?.p95Ms, formatMilliseconds)}</Figure>
      <Figure label="retrying" tone={(stats?.retrying ?? 0) > 0 ? 'text-warn' : undefined}>
        {known(stats?.retrying, (value) => count.format(value))}
      </Figure>
      <Figure label="exhausted" tone={(stats?.exhausted ?? 0) > 0 ? 'text-bad' : undefined}>
        {known(stats?.exhausted, (value) => count.format(value))}
      </Figure>
      <Sparkline minutes={stats?.perMinute ?? []} className="ml-auto min-w-0 shrink max-[760px]:hidden" />
    </section>
  );
}

function Figure({ label, tone, children }: { label: string; tone?: string; children: ReactNode }) {
  return (
    <p className="whitespace-nowrap">
      <span className={clsx('figures block text-xl font-semibold', tone)}>{children}</span>
      <span className="text-sm text-mut">{label}</span>
    </p>
  );
}

/** A figure in words; a dash while it is unknown. */
function known<T>(value: T | null | undefined, format: (value: T) => string): string {
  return value === undefined || value === null ? '–' : format(value);
}
