import type { DeliveryDetail } from '@postmap/server/contract';
import { clsx } from 'clsx';
import { toneOfStatus } from '../../core/delivery-words.ts';

const looks = {
  ok: 'bg-hover text-mut',
  neutral: 'bg-hover text-mut',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
} as const;

/** Why the delivery stands where it stands, and what rendering had to say. */
export function WhyBox({ delivery }: { delivery: DeliveryDetail }) {
  if (delivery.why === null && delivery.diagnostics.length === 0) return null;
  return (
    <div className={clsx('mx-4 mt-2.5 rounded-md px-2.5 py-2', looks[toneOfStatus(delivery.status)])}>
      {delivery.why !== null && <p>{delivery.why}</p>}
      {delivery.diagnostics.length > 0 && (
        <ul className={clsx(delivery.why !== null && 'mt-1')}>
          {delivery.diagnostics.map((diagnostic) => (
            <li key={`${diagnostic.code} ${diagnostic.message}`} className="mono break-words">
              {diagnostic.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
