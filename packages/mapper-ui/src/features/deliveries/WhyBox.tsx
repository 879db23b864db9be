import type { DeliveryDetail } from '@postmap/server/contract';
import { clsx } from 'clsx';
import { CodeText } from '../../components/CodeText.tsx';
import { NetworksLink } from '../../components/NetworksLink.tsx';
import { ReasonText } from '../../components/ReasonText.tsx';
import { quoteAnswer } from '../../core/attempt-words.ts';
import { toneOfStatus } from '../../core/delivery-words.ts';

const looks = {
  ok: 'bg-hover text-mut',
  neutral: 'bg-hover text-mut',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
} as const;

/** Why the delivery stands where it stands, and what rendering had to say. */
export function WhyBox({ delivery }: { delivery: DeliveryDetail }) {
  const { why } = delivery;
  // What failed a render is said already.
  const diagnostics = delivery.diagnostics.filter(({ message }) => why === null || !why.includes(message));
  if (why === null && diagnostics.length === 0) return null;
  const answer = why === null ? undefined : quoteAnswer(delivery.attempts);
  return (
    <div className={clsx('mx-4 mt-2.5 rounded-md px-2.5 py-2', looks[toneOfStatus(delivery.status)])}>
      {why !== null && (
        <p className="break-words">
          <ReasonText text={why} /> <NetworksLink delivery={delivery} />
        </p>
      )}
      {answer !== undefined && (
        <p className="mt-1 break-words">
          Its answer: <span className="mono">{answer}</span>
        </p>
      )}
      {diagnostics.length > 0 && (
        <ul className={clsx(why !== null && 'mt-1')}>
          {diagnostics.map((diagnostic) => (
            <li key={`${diagnostic.code} ${diagnostic.message}`} className="break-words">
              <CodeText text={diagnostic.message} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
