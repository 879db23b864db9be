import type { DeliveryStatus } from '@postmap/server/contract';
import { toneOfStatus, wordStatus } from '../core/delivery-words.ts';
import { Pill } from './Pill.tsx';

export function DeliveryStatusPill({ status }: { status: DeliveryStatus }) {
  return <Pill tone={toneOfStatus(status)}>{wordStatus(status)}</Pill>;
}
