import { askFilters } from '../events/ask-filters.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { ServerDeps } from '../server-deps.ts';
import { listLiveRoutes } from '../triggers/list-live-routes.ts';
import { matchTriggers } from '../triggers/match-triggers.ts';
import type { DeliveryRecord, TemplatePin } from './delivery-store.ts';

/**
 * What a delivery that failed to render is rendered by when somebody retries it: the revision that runs now. It may have failed at a filter, so
 * filters are asked again first: what no filter lets through is never sent.
 *
 * @throws {ProblemError} naming what must be mended first
 */
export async function pinAnew(
  { workspace, ledger, renderPool }: Pick<ServerDeps, 'workspace' | 'ledger' | 'renderPool'>,
  delivery: DeliveryRecord,
): Promise<TemplatePin> {
  const [record, customer, event] = await Promise.all([
    workspace.records.triggers.get(delivery.triggerId),
    workspace.records.customers.get(delivery.customerId),
    ledger.events.get(delivery.eventId),
  ]);
  if (record === undefined || customer === undefined) {
    throw refuse('The trigger of this delivery was deleted: it cannot be sent any more.');
  }
  if (event === undefined) throw notFound('event', delivery.eventId);
  const template = record.templateId === null ? undefined : await workspace.records.templates.get(record.templateId);
  const routes = listLiveRoutes({
    // A paused trigger's delivery may be made ready: it waits until the trigger runs.
    triggers: [{ ...record, status: 'active' }],
    customers: [customer],
    templates: template === undefined ? [] : [template],
  });
  const pin = routes[0]?.trigger.template;
  if (pin?.kind !== 'pinned') throw refuse(`${pin?.problem ?? 'The trigger has no route'}.`);

  const candidates = routes.filter(({ eventType }) => eventType === delivery.eventType);
  const matches = matchTriggers({ facts: event.facts, feedId: event.feedId, reach: 'all' }, candidates);
  const payload = new TextDecoder().decode(event.body);
  const answered = await askFilters(renderPool, { payload, event, matches });
  const answers = [...answered.values()].flatMap(({ filters }) => filters);
  if (answers.length > 0 && !answers.some((answer) => answer.kind === 'answered' && answer.holds)) {
    const failed = answers.find((answer) => answer.kind === 'failed');
    throw refuse(
      failed?.diagnostics[0] === undefined
        ? 'The filter of the trigger does not hold for this event: there is nothing to send.'
        : `The filter of the trigger fails, so mend it first: ${failed.diagnostics[0].message}.`,
    );
  }
  return { templateId: pin.templateId, revision: pin.revision };
}

function refuse(detail: string): ProblemError {
  return new ProblemError('not-possible-now', detail);
}
