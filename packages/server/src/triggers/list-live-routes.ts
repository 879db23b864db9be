import type { CustomerRecord } from '../customers/customer-record.ts';
import type { TemplateRecord } from '../templates/template-record.ts';
import type { LiveRoute, LiveTrigger, TriggerTiming } from './match-triggers.ts';
import type { TriggerRecord } from './trigger-record.ts';

export interface TriggerSetting {
  triggers: readonly TriggerRecord[];
  customers: readonly CustomerRecord[];
  templates: readonly TemplateRecord[];
}

/** A trigger with its routes, one for each event type that they name; it runs only while it is active. */
export interface TriggerRoutes {
  trigger: LiveTrigger;
  status: TriggerRecord['status'];
  routes: LiveRoute[];
}

/** Every trigger of a customer that there is, with the revision that runs now, in order of creation. */
export function listTriggerRoutes({ triggers, customers, templates }: TriggerSetting): TriggerRoutes[] {
  const customerById = new Map(customers.map((customer) => [customer.id, customer]));
  const templateById = new Map(templates.map((template) => [template.id, template]));
  return triggers.flatMap((record, position) => {
    const customer = customerById.get(record.customerId);
    if (customer === undefined) return [];
    const { id, name, includeTest, status } = record;
    const template = pinRevision(record, templateById);
    const timing = readTiming(record);
    const trigger: LiveTrigger = { id, name, customer, includeTest, template, timing, position };
    const routes = record.routes.flatMap((route, index) =>
      [...new Set(route.events)].map((eventType) => ({ trigger, eventType, route, number: index + 1 })),
    );
    return [{ trigger, status, routes }];
  });
}

/** The routes of every active trigger. */
export function listLiveRoutes(setting: TriggerSetting): LiveRoute[] {
  return pickLive(listTriggerRoutes(setting));
}

/** The routes of those that are active. */
export function pickLive(listed: readonly TriggerRoutes[]): LiveRoute[] {
  return listed.flatMap(({ status, routes }) => (status === 'active' ? routes : []));
}

const MINUTE_MS = 60_000;

function readTiming({ delayMinutes, throttle, orderingKey, blockAfter }: TriggerRecord): TriggerTiming {
  return {
    delayMs: delayMinutes * MINUTE_MS,
    throttle: throttle && { key: throttle.key, limit: throttle.limit, windowMs: throttle.perSeconds * 1000 },
    order:
      orderingKey === null
        ? null
        : { key: orderingKey, blockAfterMs: blockAfter === null ? null : blockAfter * MINUTE_MS },
  };
}

function pinRevision(trigger: TriggerRecord, templates: ReadonlyMap<string, TemplateRecord>): LiveTrigger['template'] {
  const { templateId } = trigger;
  if (templateId === null) return missing('', 'The trigger has no template: choose one, then retry');
  const template = templates.get(templateId);
  if (template === undefined) return missing(templateId, "The trigger's template is gone: choose another, then retry");
  if (template.published === null) {
    return missing(templateId, `The template "${template.name}" has never been published: publish it, then retry`);
  }
  const revision = trigger.revision === 'published' ? template.published.revision : trigger.revision;
  return { kind: 'pinned', templateId, revision };
}

function missing(templateId: string, problem: string): LiveTrigger['template'] {
  return { kind: 'missing', templateId, problem };
}
