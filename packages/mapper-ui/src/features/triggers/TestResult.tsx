import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { deliveryQuery } from '../../api/deliveries.ts';
import { CodeText } from '../../components/CodeText.tsx';
import { DeliveryStatusPill } from '../../components/DeliveryStatusPill.tsx';
import { ErrorNote } from '../../components/ErrorState.tsx';
import { NetworksLink } from '../../components/NetworksLink.tsx';
import { RequestView, ResponseView } from '../../components/RequestView.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { isFinished } from '../../core/delivery-words.ts';
import { formatMilliseconds } from '../../core/duration.ts';
import { isEmail } from '../../core/email-attempt.ts';

interface TestResultProps {
  deliveryId: string;
  /** It was run just now: its result comes into view, which below a long form nobody would see otherwise. */
  isNew: boolean;
}

/** A test's request and response, side by side. */
export function TestResult({ deliveryId, isNew }: TestResultProps) {
  const result = useRef<HTMLElement>(null);
  const delivery = useQuery({
    ...deliveryQuery(deliveryId),
    refetchInterval: ({ state }) => (state.data !== undefined && isFinished(state.data.status) ? false : 500),
  });
  const isDone = delivery.data !== undefined && isFinished(delivery.data.status);
  useEffect(() => {
    if (isNew && isDone) result.current?.scrollIntoView({ block: 'nearest' });
  }, [isNew, isDone]);
  if (delivery.isError) return <ErrorNote error={delivery.error} />;
  if (delivery.data === undefined) return <Skeleton className="h-40" />;
  const attempt = delivery.data.attempts.at(-1);
  const { durationMs } = attempt ?? { durationMs: null };
  return (
    <section ref={result} aria-label="Test result" className="overflow-hidden rounded-md border border-line">
      <output className="flex min-h-9 items-center gap-x-2.5 border-b border-line-soft px-3 py-1.5 max-[760px]:flex-wrap">
        <DeliveryStatusPill {...delivery.data} />
        <span className="min-w-0 break-words">
          {delivery.data.why ?? attempt?.summary} <NetworksLink delivery={delivery.data} />
        </span>
        <span className="ml-auto flex shrink-0 items-center gap-2.5 text-mut">
          {durationMs !== null && <span className="mono">{formatMilliseconds(durationMs)}</span>}
          <TimeText at={delivery.data.createdAt} ago />
          <Link
            to="/deliveries"
            search={{ delivery: deliveryId, range: 'all' }}
            className="text-accent hover:underline"
          >
            Open
          </Link>
        </span>
      </output>
      {delivery.data.diagnostics.length > 0 && (
        <ul className="border-b border-line-soft px-3 py-2">
          {delivery.data.diagnostics.map((diagnostic) => (
            <li
              key={`${diagnostic.code} ${diagnostic.message}`}
              className={diagnostic.severity === 'error' ? 'text-bad' : 'text-warn'}
            >
              <CodeText text={diagnostic.message} />
            </li>
          ))}
        </ul>
      )}
      <div className="grid grid-cols-2 divide-x divide-line-soft max-[1023px]:grid-cols-1 max-[1023px]:divide-x-0 max-[1023px]:divide-y">
        <div className="min-w-0 p-3">
          <h3 className="mb-1 text-sm text-mut">{isEmail(attempt) ? 'Email' : 'Request'}</h3>
          <RequestView attempt={attempt} rendered={delivery.data.rendered} className="max-h-96" />
        </div>
        <div className="min-w-0 p-3">
          <h3 className="mb-1 text-sm text-mut">{isEmail(attempt) ? 'Answer' : 'Response'}</h3>
          <ResponseView attempt={attempt} className="max-h-96" />
        </div>
      </div>
    </section>
  );
}
