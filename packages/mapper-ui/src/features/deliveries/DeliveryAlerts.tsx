import type { DeliveryDetail } from '@postmap/server/contract';
import { TriangleAlert } from 'lucide-react';
import { TimeText } from '../../components/TimeText.tsx';
import { describeAlert } from '../../core/attempt-words.ts';

/** The alerts that a delivery has raised, oldest first. */
export function DeliveryAlerts({ delivery }: { delivery: DeliveryDetail }) {
  if (delivery.alerts.length === 0) return null;
  return (
    <ul aria-label="Alerts" className="mx-4 mt-2 flex flex-col gap-0.5 text-sm text-mut">
      {delivery.alerts.map(({ level, at, message }) => (
        <li key={level} className="flex items-center gap-1.5">
          <TriangleAlert className="size-3 shrink-0 text-warn" aria-hidden />
          <span className="min-w-0 flex-1 truncate">{describeAlert(message, delivery.reason)}</span>
          <TimeText at={at} />
        </li>
      ))}
    </ul>
  );
}
