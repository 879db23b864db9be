import type { Trigger } from '@postmap/server/contract';
import { describeDestination } from './describe-destination.ts';
import { matchesText } from './matches-text.ts';
import { isFailing, listTriggerEvents } from './trigger-outcome.ts';

export const TRIGGER_STATES = ['active', 'failing', 'paused', 'draft'] as const;

/** The filters of the triggers page as they stand in the URL. */
export interface TriggerSearch {
  q?: string;
  status?: string;
  customer?: string;
  event?: string;
}

/** The triggers that fit every filter; an unknown status fits none. */
export function findTriggers(triggers: readonly Trigger[], search: TriggerSearch): Trigger[] {
  const { q = '', status, customer, event } = search;
  return triggers.filter(
    (trigger) =>
      (status === undefined || (status === 'failing' ? isFailing(trigger) : trigger.status === status)) &&
      (customer === undefined || trigger.customerId === customer) &&
      (event === undefined || listTriggerEvents(trigger).includes(event)) &&
      matchesText(q, [
        trigger.name,
        trigger.customerName,
        trigger.templateName,
        describeDestination(trigger.destination),
        ...listTriggerEvents(trigger),
      ]),
  );
}

export function hasTriggerFilter({ q, status, customer, event }: TriggerSearch): boolean {
  return [q, status, customer, event].some((value) => value !== undefined);
}
