import type { EventMatch, EventMatches, EventMatchQuery } from '../contract/index.ts';
import type { NewDelivery } from '../deliveries/delivery-store.ts';
import type { FeedRecord } from '../feeds/feed-record.ts';
import { notFound } from '../http/problem-error.ts';
import { pageOf } from '../http/page-of.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { Explanation } from '../triggers/explain-matches.ts';
import { wordObstacle } from '../triggers/word-obstacle.ts';
import type { ObstacleNames } from '../triggers/word-obstacle.ts';
import { askFilters } from './ask-filters.ts';
import { buildDeliveries } from './build-deliveries.ts';
import type { EventRecord } from './event-store.ts';
import { warnDisabledType, warnUnknownCustomer, warnUnknownType } from './event-warnings.ts';

type MatchDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'catalog' | 'renderPool' | 'triggerIndex' | 'now'>;

/**
 * What every trigger would make of an event if it came now, and why; filters are asked for the triggers of the page only. Facts, types and
 * whom it is addressed to are as they were read when it came; feeds, customers, triggers and templates are as they are now.
 */
export async function explainEvent(deps: MatchDeps, id: string, query: EventMatchQuery): Promise<EventMatches> {
  const event = await deps.ledger.events.get(id);
  if (event === undefined) throw notFound('event', id);
  const feed = await deps.workspace.records.feeds.get(event.feedId);
  const { types, notes } = await readStanding(deps, event, feed);
  const explanations = await deps.triggerIndex.explain({
    types,
    facts: event.facts,
    feedId: event.feedId,
    feedCustomers: feed?.customers ?? [],
    customer: event.customer,
  });
  const wanted = event.kind === 'test' ? [] : filterExplanations(explanations, query);
  const page = pageOf(
    wanted.map((explanation) => ({ ...explanation, id: explanation.trigger.id })),
    query,
  );
  const names = await readNames(deps, { event, feed, types });
  return {
    items: await judge(deps, { event, page: page.items, names }),
    nextCursor: page.nextCursor,
    checkedAt: new Date(deps.now()).toISOString(),
    types,
    notes,
    wanting: event.kind === 'test' ? 0 : explanations.filter(({ obstacles }) => obstacles.length === 0).length,
    total: explanations.length,
  };
}

/** The types that count now, and what keeps the event from every trigger. */
async function readStanding(
  { workspace, catalog }: MatchDeps,
  { kind, name, types, customer }: EventRecord,
  feed: FeedRecord | undefined,
): Promise<Pick<EventMatches, 'types' | 'notes'>> {
  if (kind === 'test') return { types: [], notes: ['It carried a test of one trigger: a test reaches no other'] };
  const notes: string[] = [];
  const resolved = catalog.resolve(name);
  if (resolved === undefined && types.length === 0) notes.push(warnUnknownType(name, catalog.suggest(name)));
  if (resolved?.enabled === false) notes.push(warnDisabledType(resolved));
  if (types.length === 0 && resolved?.enabled === true)
    notes.push(`The event type "${name}" was not in the catalog when the event came; now it is, as ${resolved.name}`);
  if (feed === undefined) notes.push('The feed that it came in by is gone, so it would reach no customer');
  if (feed?.enabled === false) notes.push(`The feed "${feed.name}" is switched off: it takes no events now`);
  if (customer !== null && !(await hasCustomer(workspace, customer))) notes.push(warnUnknownCustomer(customer));
  const known = types.length > 0 ? types : resolved === undefined ? [] : [resolved.name];
  // As at accept: where the type that it came as is switched off, none derived from it counts.
  const counting = resolved?.enabled === false ? [] : known.filter((type) => catalog.resolve(type)?.enabled === true);
  return { types: counting, notes };
}

async function hasCustomer({ records }: MatchDeps['workspace'], name: string): Promise<boolean> {
  return (await records.customers.list()).some(({ id, externalId }) => id === name || externalId === name);
}

function filterExplanations(all: readonly Explanation[], { customerId, q }: EventMatchQuery): readonly Explanation[] {
  const text = q?.trim().toLowerCase() ?? '';
  return all.filter(
    ({ trigger }) =>
      (customerId === undefined || trigger.customer.id === customerId) &&
      (trigger.name.toLowerCase().includes(text) || trigger.customer.name.toLowerCase().includes(text)),
  );
}

type SharedNames = Omit<ObstacleNames, 'customerName'>;

async function readNames(
  { workspace }: MatchDeps,
  { event, feed, types }: { event: EventRecord; feed: FeedRecord | undefined; types: string[] },
): Promise<SharedNames> {
  const feeds = new Map((await workspace.records.feeds.list()).map(({ id, name }) => [id, name]));
  return {
    feedName: feed?.name ?? event.feedId,
    addressedTo: event.customer,
    types,
    nameFeed: (id) => feeds.get(id) ?? id,
  };
}

/** Asks the filters of a page's triggers, and puts each trigger's answer into words. */
async function judge(
  { ledger, renderPool }: MatchDeps,
  { event, page, names }: { event: EventRecord; page: readonly Explanation[]; names: SharedNames },
): Promise<EventMatch[]> {
  const matches = page.flatMap(({ match }) => (match === null ? [] : [match]));
  const payload = new TextDecoder().decode(event.body);
  const answers = await askFilters(renderPool, { payload, event, matches });
  const verdicts = new Map(
    buildDeliveries(event, matches, answers, () => '').map((verdict) => [verdict.triggerId, verdict]),
  );
  const recorded = await ledger.events.findDeliveries(
    event.id,
    page.map(({ trigger }) => trigger.id),
  );
  return page.map((explanation) =>
    presentMatch(
      explanation,
      verdicts.get(explanation.trigger.id),
      recorded.get(explanation.trigger.id) ?? null,
      names,
    ),
  );
}

const OUTCOMES = {
  scheduled: 'matches',
  'held-back': 'held-back',
  filtered: 'filtered',
  'failed-to-render': 'failed-to-render',
} as const satisfies Record<NewDelivery['status'], EventMatch['outcome']>;

function presentMatch(
  { trigger, status, obstacles }: Explanation,
  verdict: NewDelivery | undefined,
  delivery: EventMatch['delivery'],
  names: SharedNames,
): EventMatch {
  const reasons = obstacles.flatMap((obstacle) =>
    wordObstacle(obstacle, { ...names, customerName: trigger.customer.name }),
  );
  if (verdict !== undefined && verdict.reason !== null) reasons.push(verdict.reason);
  return {
    triggerId: trigger.id,
    triggerName: trigger.name,
    triggerStatus: status,
    customerId: trigger.customer.id,
    customerName: trigger.customer.name,
    outcome: verdict === undefined || obstacles.length > 0 ? 'no-match' : OUTCOMES[verdict.status],
    eventType: verdict?.eventType ?? null,
    reasons,
    delivery,
  };
}
