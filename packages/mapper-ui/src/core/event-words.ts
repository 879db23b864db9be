import type { DeliveryStatus, Envelope, EventMatch, EventOutcome } from '@postmap/server/contract';
import { wordStatus } from './delivery-words.ts';

/** Statuses by how much they want to be seen. */
const BY_WEIGHT = [
  'exhausted',
  'failed-to-render',
  'retrying',
  'sending',
  'scheduled',
  'succeeded',
  'cancelled',
  'throttled',
  'held-back',
  'filtered',
] as const satisfies readonly DeliveryStatus[];

export interface OutcomePart {
  status: DeliveryStatus;
  count: number;
}

/** How many deliveries stand at each status; what went wrong comes first. */
export function listOutcomeParts({ statuses }: EventOutcome): OutcomePart[] {
  return BY_WEIGHT.flatMap((status) => {
    const count = statuses[status] ?? 0;
    return count === 0 ? [] : [{ status, count }];
  });
}

/** The smaller, the more it wants to be seen. */
export function weighStatus(status: DeliveryStatus): number {
  return BY_WEIGHT.indexOf(status);
}

/** `2 retrying, 1 succeeded`; says so when no trigger wanted it. */
export function wordOutcome(outcome: EventOutcome): string {
  const parts = listOutcomeParts(outcome).map(({ status, count }) => `${count} ${wordStatus(status)}`);
  return parts.length === 0 ? 'no delivery' : parts.join(', ');
}

/** `Acme`, `Acme, Bolt`, `Acme, Bolt, Cord and 2 more`; empty for none. */
export function wordCustomers({ customerNames, customerCount }: EventOutcome): string {
  const more = customerCount - customerNames.length;
  return customerNames.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

export const envelopeNames: Readonly<Record<Envelope, string>> = {
  postmap: 'Postmap',
  sublytics: 'Sublytics',
  cloudevents: 'CloudEvents 1.0',
};

/** What a trigger would do, in a word or two, and how that looks. */
export const matchLooks: Readonly<
  Record<EventMatch['outcome'], { word: string; tone: 'ok' | 'warn' | 'bad' | 'neutral' }>
> = {
  matches: { word: 'would be sent', tone: 'ok' },
  'held-back': { word: 'held back', tone: 'warn' },
  filtered: { word: 'filtered', tone: 'warn' },
  'failed-to-render': { word: 'would fail', tone: 'bad' },
  'no-match': { word: 'no match', tone: 'neutral' },
};
