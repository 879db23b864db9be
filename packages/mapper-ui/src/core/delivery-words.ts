import type { Delivery, DeliveryStatus } from '@postmap/server/contract';

export const DELIVERY_STATUSES = [
  'scheduled',
  'sending',
  'succeeded',
  'retrying',
  'exhausted',
  'failed-to-render',
  'cancelled',
  'filtered',
  'held-back',
  'throttled',
] as const satisfies readonly DeliveryStatus[];

const tones: Readonly<Record<DeliveryStatus, 'ok' | 'warn' | 'bad' | 'neutral'>> = {
  scheduled: 'neutral',
  sending: 'neutral',
  succeeded: 'ok',
  retrying: 'warn',
  exhausted: 'bad',
  'failed-to-render': 'bad',
  cancelled: 'neutral',
  filtered: 'neutral',
  'held-back': 'neutral',
  throttled: 'neutral',
};

export function toneOfStatus(status: DeliveryStatus): 'ok' | 'warn' | 'bad' | 'neutral' {
  return tones[status];
}

/** A status as words: `failed to render`. */
export function wordStatus(status: DeliveryStatus): string {
  return status.replaceAll('-', ' ');
}

/** The statuses that a comma-separated list names; unknown ones are left out. */
export function readStatuses(text: string | undefined): DeliveryStatus[] {
  const names = new Set(text?.split(','));
  return DELIVERY_STATUSES.filter((status) => names.has(status));
}

/** Whether nothing more will happen to a delivery by itself. */
export function isFinished(status: DeliveryStatus): boolean {
  return status !== 'scheduled' && status !== 'sending' && status !== 'retrying';
}

/** How a delivery stands, as words. A test has one try: there is nothing that it could have exhausted, so it has `failed`. */
export function wordStanding({ kind, status }: { kind?: Delivery['kind'] } & Pick<Delivery, 'status'>): string {
  return kind === 'test' && status === 'exhausted' ? 'failed' : wordStatus(status);
}
