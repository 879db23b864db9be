import type { Trigger } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { CirclePause } from 'lucide-react';

/** The triggers that Postmap itself has paused, and why: nobody may notice otherwise. */
export function PausedTriggers({ triggers }: { triggers: readonly Trigger[] }) {
  const paused = triggers.filter(({ pausedBecause }) => pausedBecause !== null);
  if (paused.length === 0) return null;
  return (
    <ul aria-label="Paused by Postmap" className="border-b border-line-soft bg-warn-soft px-5 py-2 text-warn">
      {paused.map((trigger) => (
        <li key={trigger.id} className="flex items-start gap-2 py-0.5">
          <CirclePause className="mt-[3px] size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0">
            Postmap paused{' '}
            <Link
              to="/customers/$customerId/triggers/$triggerId"
              params={{ customerId: trigger.customerId, triggerId: trigger.id }}
              className="font-medium underline"
            >
              {trigger.customerName} · {trigger.name}
            </Link>
            : {trigger.pausedBecause}
          </span>
        </li>
      ))}
    </ul>
  );
}
