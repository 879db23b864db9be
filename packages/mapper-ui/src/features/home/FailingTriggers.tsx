import type { FailingTrigger } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TimeText } from '../../components/TimeText.tsx';

/** The triggers whose newest tries failed: since when, how often, and with what. Undefined while loading. */
export function FailingTriggers({ failing }: { failing: readonly FailingTrigger[] | undefined }) {
  return (
    <section aria-labelledby="failing" className="flex min-h-0 min-w-0 flex-col px-5 py-4 max-[760px]:px-4">
      <h2 id="failing" className="flex h-7 items-center">
        Failing endpoints
      </h2>
      {failing === undefined ? (
        <Skeleton className="mt-2 w-2/3" />
      ) : failing.length === 0 ? (
        <p className="mt-1 text-mut">None: the newest try of every trigger succeeded.</p>
      ) : (
        <ul
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          aria-labelledby="failing"
          className="max-h-[172px] overflow-y-auto"
        >
          {failing.map((trigger) => (
            <li key={trigger.triggerId} className="border-b border-line-soft py-1.5 last:border-b-0">
              <div className="flex items-baseline gap-2">
                <Link
                  to="/deliveries"
                  search={{ trigger: trigger.triggerId, status: 'retrying,exhausted', range: 'all' }}
                  className="min-w-0 truncate font-medium hover:text-accent hover:underline"
                >
                  {trigger.customerName} · {trigger.triggerName}
                </Link>
                <span className="ml-auto shrink-0 text-sm text-mut">
                  <span className="text-bad">
                    {trigger.failures} {trigger.failures === 1 ? 'failure' : 'failures'}
                  </span>{' '}
                  since <TimeText at={trigger.since} />
                </span>
              </div>
              <p className="truncate text-mut" title={trigger.lastError}>
                <Link
                  to="/deliveries"
                  search={{ delivery: trigger.lastDeliveryId, range: 'all' }}
                  className="hover:text-ink hover:underline"
                >
                  {trigger.lastError}
                </Link>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
