import type { EventType } from '../contract/index.ts';
import type { NewDelivery } from '../deliveries/delivery-store.ts';

/** More than these say nothing new. */
const MOST_WARNINGS = 50;

export function warnUnknownType(name: string, suggestion: string | undefined): string {
  const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`;
  return `The event type "${name}" is not in the catalog, so no trigger can listen to it${hint}`;
}

export function warnDisabledType({ name }: EventType): string {
  return `The event type "${name}" is switched off in the catalog, so it reaches no trigger`;
}

export function warnUnknownCustomer(customer: string): string {
  return `No customer has the id or external id "${customer}" that the event is addressed to, so it reaches no trigger`;
}

/** Says why an event of a known type is delivered to nobody; nothing when it is. */
export function explainSilence(type: string, deliveries: readonly NewDelivery[]): string[] {
  if (deliveries.length === 0) return [`No active trigger matches this ${type} event`];
  if (deliveries.some(({ status }) => status === 'scheduled' || status === 'failed-to-render')) return [];
  const reasons = new Map<string, number>();
  for (const { reason } of deliveries) if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].map(
    ([reason, count]) => `Not sent to ${count === 1 ? 'one trigger' : `${count} triggers`}: ${reason}`,
  );
}

/** Deliveries that are sent although a key of their trigger could not be read. */
export function warnFailedKeys(deliveries: readonly NewDelivery[]): string[] {
  return deliveries
    .filter(({ status }) => status === 'scheduled')
    .flatMap(({ triggerName, diagnostics }) =>
      diagnostics.map(({ message }) => `Trigger ${JSON.stringify(triggerName)}: ${message}`),
    );
}

export function limitWarnings(warnings: readonly string[]): string[] {
  if (warnings.length <= MOST_WARNINGS) return [...warnings];
  return [...warnings.slice(0, MOST_WARNINGS), `There are ${warnings.length - MOST_WARNINGS} more warnings`];
}
