import type { RetryPolicy } from '@postmap/server/contract';
import { wordSeconds, wordSpan } from '../../core/duration.ts';
import { layOutRetry } from '../../core/retry-timeline.ts';
import type { RetryTimeline as Timeline, TimelineTry } from '../../core/retry-timeline.ts';

/** A policy's tries as dots on an axis of time, each with how far it may vary, and how long it all takes. */
export function RetryTimeline({ policy, delayMinutes }: { policy: RetryPolicy; delayMinutes: number }) {
  const timeline = layOutRetry(policy, delayMinutes);
  return (
    <div>
      <p className="mb-2">{describeSpan(timeline)}</p>
      {timeline.tries.length > 1 && (
        <div aria-hidden className="relative mx-1.5 mt-3 h-9">
          <div className="absolute inset-x-0 top-[5px] h-px bg-line" />
          {timeline.endless && (
            <div className="absolute top-[5px] right-[-14px] w-[14px] border-t border-dashed border-faint" />
          )}
          {timeline.tries.map((one) => (
            <TryMark key={one.number} one={one} />
          ))}
          {timeline.ticks.map(({ label, place }) => (
            <span
              key={label}
              style={{ left: percent(place) }}
              className="absolute top-[17px] -translate-x-1/2 text-xs whitespace-nowrap text-mut"
            >
              {label}
            </span>
          ))}
          <span className="absolute top-[17px] right-0 text-xs whitespace-nowrap text-mut">
            {wordSpan(timeline.totalSeconds)}
            {timeline.endless && ' …'}
          </span>
        </div>
      )}
    </div>
  );
}

function TryMark({ one }: { one: TimelineTry }) {
  const varies = one.spreadSeconds >= 1 ? `, give or take ${wordSpan(one.spreadSeconds)}` : '';
  return (
    <>
      {one.spreadSeconds > 0 && (
        <span
          style={{ left: percent(one.from), width: percent(one.to - one.from) }}
          className="absolute top-[3px] h-[5px] rounded-full bg-accent opacity-20"
        />
      )}
      <span
        title={`Try ${one.number}: ${wordSpan(one.atSeconds)} after the event${varies}`}
        style={{ left: percent(one.place) }}
        className={
          one.number === 1
            ? 'absolute top-0 size-[11px] -translate-x-1/2 rounded-full bg-accent'
            : 'absolute top-[1px] size-[9px] -translate-x-1/2 rounded-full border-2 border-accent bg-canvas'
        }
      />
    </>
  );
}

function describeSpan({ tries, totalSeconds, endless }: Timeline): string {
  const [first] = tries;
  const start = first === undefined || first.waitSeconds === 0 ? 'at once' : `after ${wordSeconds(first.waitSeconds)}`;
  if (endless)
    return `The first try ${start}, then one every ${wordSeconds(tries.at(-1)?.waitSeconds ?? 0)} without end.`;
  if (tries.length === 1) return `One try, ${start}.`;
  return `Up to ${tries.length} tries, the first ${start}, the last ${wordSpan(totalSeconds)} after the event.`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
