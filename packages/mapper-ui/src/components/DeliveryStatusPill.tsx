import type { Delivery } from '@postmap/server/contract';
import { toneOfStatus, wordStanding } from '../core/delivery-words.ts';
import { Pill } from './Pill.tsx';

export function DeliveryStatusPill({ kind, status }: { kind?: Delivery['kind'] } & Pick<Delivery, 'status'>) {
  return <Pill tone={toneOfStatus(status)}>{wordStanding({ kind, status })}</Pill>;
}
