import type { EventMatch } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { Pill } from '../../components/Pill.tsx';
import { wordStatus } from '../../core/delivery-words.ts';
import { matchLooks } from '../../core/event-words.ts';

/** One trigger: whether it would take the event, and every reason why not. */
export function MatchItem({ match }: { match: EventMatch }) {
  const { word, tone } = matchLooks[match.outcome];
  return (
    <li className="grid grid-cols-[112px_minmax(0,1fr)] gap-x-3 border-b border-line-soft py-1.5 last:border-b-0">
      <span>
        <Pill tone={tone}>{word}</Pill>
      </span>
      <div className="min-w-0">
        <Link
          to="/customers/$customerId/triggers/$triggerId"
          params={{ customerId: match.customerId, triggerId: match.triggerId }}
          className="font-medium underline decoration-faint decoration-dotted underline-offset-3 hover:text-accent hover:decoration-solid"
        >
          {match.customerName} · {match.triggerName}
        </Link>
        {match.reasons.map((reason) => (
          <p key={reason} className="break-words text-mut">
            {reason}
          </p>
        ))}
        {match.delivery !== null ? (
          <p className="text-mut">
            When it came:{' '}
            <Link
              to="/deliveries"
              search={{ delivery: match.delivery.id, range: 'all' }}
              className="text-accent underline"
            >
              {wordStatus(match.delivery.status)}
            </Link>
          </p>
        ) : (
          match.outcome !== 'no-match' && <p className="text-mut">When it came: no delivery</p>
        )}
      </div>
    </li>
  );
}
