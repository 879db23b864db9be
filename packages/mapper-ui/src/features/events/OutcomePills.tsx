import type { EventOutcome } from '@postmap/server/contract';
import { clsx } from 'clsx';
import { Pill } from '../../components/Pill.tsx';
import { toneOfStatus, wordStatus } from '../../core/delivery-words.ts';
import { listOutcomeParts, wordOutcome } from '../../core/event-words.ts';

/** How an event's deliveries stand, what went wrong first; where there is little room only that, and how many statuses more. */
export function OutcomePills({ outcome }: { outcome: EventOutcome }) {
  const parts = listOutcomeParts(outcome);
  if (parts.length === 0) return <span className="text-mut">no match</span>;
  return (
    <span title={wordOutcome(outcome)}>
      {parts.map(({ status, count }, index) => (
        <Pill key={status} tone={toneOfStatus(status)} className={clsx('mr-1', index > 0 && '@max-[860px]:hidden')}>
          {count} {wordStatus(status)}
        </Pill>
      ))}
      {parts.length > 1 && <span className="text-sm text-mut @min-[861px]:hidden">+{parts.length - 1}</span>}
    </span>
  );
}
