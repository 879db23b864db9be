import type { Stats } from '@postmap/server/contract';

const height = 46;
const step = 4.2;
const bar = 3;

/** Deliveries per minute: succeeded above, failed below in red. A minute with nothing leaves a hairline. */
export function Sparkline({ minutes, className }: { minutes: Stats['perMinute']; className?: string }) {
  const most = Math.max(1, ...minutes.map((minute) => minute.succeeded + minute.failed));
  const total = minutes.reduce((sum, minute) => sum + minute.succeeded + minute.failed, 0);
  const failed = minutes.reduce((sum, minute) => sum + minute.failed, 0);
  const scale = (height - 2) / most;
  return (
    <svg
      role="img"
      aria-label={`${total} deliveries in the last ${minutes.length} minutes, ${failed} failed`}
      width={60 * step}
      height={height}
      viewBox={`0 0 ${Math.max(minutes.length, 60) * step} ${height}`}
      preserveAspectRatio="xMaxYMid meet"
      className={className}
    >
      {minutes.map((minute, index) => {
        const bad = minute.failed === 0 ? 0 : Math.max(2, minute.failed * scale);
        const good = minute.succeeded === 0 ? 0 : Math.max(2, minute.succeeded * scale);
        const x = (index + Math.max(0, 60 - minutes.length)) * step;
        return (
          <g key={minute.at}>
            {good + bad === 0 && <rect x={x} y={height - 1} width={bar} height={1} fill="var(--line)" />}
            <rect x={x} y={height - bad - good} width={bar} height={good} rx={1} fill="var(--accent)" opacity={0.4} />
            <rect x={x} y={height - bad} width={bar} height={bad} fill="var(--bad)" />
          </g>
        );
      })}
    </svg>
  );
}
