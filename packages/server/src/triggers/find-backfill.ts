import type { Catalog } from '../catalog/catalog.ts';
import type { NewDelivery } from '../deliveries/delivery-store.ts';
import { askFilters } from '../events/ask-filters.ts';
import { buildDeliveries } from '../events/build-deliveries.ts';
import type { EventSummary } from '../events/event-store.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { BackfillRecord } from './backfill-store.ts';
import { listLiveRoutes } from './list-live-routes.ts';
import { matchTriggers } from './match-triggers.ts';
import type { LiveRoute, TriggerMatch } from './match-triggers.ts';
import type { TriggerRecord } from './trigger-record.ts';

export type BackfillDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'catalog' | 'renderPool' | 'now' | 'newId'>;

/** Events looked at together; of their payloads one is in memory at a time. */
const BACKFILL_PAGE = 100;

export interface BackfillPage {
  /** Where the next page begins. */
  afterId: string;
  isLast: boolean;
  /** For the events that the trigger wants and has not delivered, oldest first. */
  deliveries: NewDelivery[];
}

/**
 * Reads one page of a backfill. Deliveries are due at once, because what is past has waited already, and no throttle thins them out; ordering
 * keys count. What a filter does not let through, and tests that the trigger does not take, get no row.
 */
export async function findBackfillPage(
  deps: BackfillDeps,
  trigger: TriggerRecord,
  { templateId, revision, afterId, untilId }: Omit<BackfillRecord, 'triggerId' | 'count' | 'complete'>,
): Promise<BackfillPage> {
  const { workspace, ledger, catalog } = deps;
  const customer = await workspace.records.customers.get(trigger.customerId);
  const pinned = { kind: 'pinned', templateId, revision } as const;
  const routes = listLiveRoutes({
    triggers: [{ ...trigger, status: 'active' }],
    customers: customer === undefined ? [] : [customer],
    templates: [],
  }).map((route): LiveRoute => ({ ...route, trigger: { ...route.trigger, template: pinned } }));
  const types = listTypes(routes, catalog);
  const events = await ledger.backfills.listEvents({ types, afterId, untilId, limit: BACKFILL_PAGE });
  const ids = events.map(({ id }) => id);
  const delivered = new Set(await ledger.backfills.listDelivered(trigger.id, ids));
  const deliveries: NewDelivery[] = [];
  for (const event of events) {
    if (!delivered.has(event.id)) deliveries.push(...(await findDelivery(deps, event, routes)));
  }
  return { afterId: ids.at(-1) ?? untilId, isLast: events.length < BACKFILL_PAGE, deliveries };
}

async function findDelivery(
  deps: BackfillDeps,
  event: EventSummary,
  routes: readonly LiveRoute[],
): Promise<NewDelivery[]> {
  const { ledger, renderPool, now, newId } = deps;
  const candidates = routes.filter(({ eventType }) => event.types.includes(eventType));
  const reach = await findReach(deps, event, candidates[0]);
  const matches = matchTriggers({ facts: event.facts, feedId: event.feedId, reach }, candidates).map(withoutDelay);
  if (matches.every(({ kind }) => kind === 'held-back')) return [];
  const asksNothing = matches.every(({ kind, trigger }) => kind === 'matched' && trigger.timing.order === null);
  const payload = asksNothing ? '' : new TextDecoder().decode((await ledger.events.get(event.id))?.body);
  const answers = await askFilters(renderPool, { payload, event, matches });
  return buildDeliveries({ ...event, receivedAt: now() }, matches, answers, newId).filter(
    ({ status }) => status === 'scheduled' || status === 'failed-to-render',
  );
}

function withoutDelay(match: TriggerMatch): TriggerMatch {
  const timing = { ...match.trigger.timing, delayMs: 0, throttle: null };
  return { ...match, trigger: { ...match.trigger, timing } };
}

/** Who the event may reach, by its feed and by whom it is addressed to. Of a feed that is gone nobody knows, so it reaches no one. */
async function findReach(
  { workspace }: BackfillDeps,
  { feedId, customer: addressed }: EventSummary,
  candidate: LiveRoute | undefined,
): Promise<ReadonlySet<string>> {
  const feed = await workspace.records.feeds.get(feedId);
  if (feed === undefined || candidate === undefined) return new Set();
  const { id, externalId } = candidate.trigger.customer;
  const mayReach = feed.customers === 'all' || feed.customers.includes(id);
  const isAddressed = addressed === null || addressed === id || addressed === externalId;
  return new Set(mayReach && isAddressed ? [id] : []);
}

function listTypes(routes: readonly LiveRoute[], catalog: Catalog): string[] {
  const types = new Set(routes.map(({ eventType }) => eventType));
  return [...types].filter((type) => catalog.resolve(type)?.enabled === true);
}
