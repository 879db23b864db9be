import type { RenderContext } from '@postmap/engine';
import type { CustomerRecord } from '../customers/customer-record.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';
import type { EventRecord } from './event-store.ts';

export interface ContextParts {
  event: Pick<EventRecord, 'id' | 'facts' | 'receivedAt'>;
  /** The catalog type that matched. */
  eventType: string;
  customer: Pick<CustomerRecord, 'id' | 'externalId' | 'name' | 'variables'>;
  trigger: Pick<TriggerRecord, 'id' | 'name'>;
}

/**
 * What templates and conditions read beside the payload: `$event` (type, id, time, facts), `$customer` (id, externalId, name, variables) and
 * `$trigger` (id, name). `$event.time` is when it occurred, or else when it was received, as UTC in ISO 8601.
 */
export function buildContext({ event, eventType, customer, trigger }: ContextParts): RenderContext {
  return {
    event: buildEventContext(event, eventType),
    customer: { id: customer.id, externalId: customer.externalId, name: customer.name, variables: customer.variables },
    trigger: { id: trigger.id, name: trigger.name },
  };
}

/** `$event`, for the type that matched. */
export function buildEventContext({ id, facts, receivedAt }: ContextParts['event'], eventType: string) {
  return { type: eventType, id, time: facts.occurredAt ?? new Date(receivedAt).toISOString(), facts };
}
