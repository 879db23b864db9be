import type { Facts, Route } from '../contract/index.ts';
import type { CustomerRecord } from '../customers/customer-record.ts';

/** What a live event needs to know of a trigger. */
export interface LiveTrigger {
  id: string;
  name: string;
  customer: Pick<CustomerRecord, 'id' | 'externalId' | 'name' | 'variables'>;
  includeTest: boolean;
  /** The revision that runs now, or what keeps one from running, with the fix. */
  template:
    { kind: 'pinned'; templateId: string; revision: number } | { kind: 'missing'; templateId: string; problem: string };
  timing: TriggerTiming;
  /** Where it stands among all triggers, by creation. */
  position: number;
}

/** When a trigger's deliveries go; keys are JSONata. */
export interface TriggerTiming {
  delayMs: number;
  throttle: { key: string; limit: number; windowMs: number } | null;
  order: { key: string; blockAfterMs: number | null } | null;
}

/** One route for one of the event types that it names. */
export interface LiveRoute {
  trigger: LiveTrigger;
  eventType: string;
  route: Route;
  /** Counted from 1, for messages. */
  number: number;
}

export interface MatchSubject {
  facts: Facts;
  /** The feed that the event came in by; none for one that came another way. */
  feedId?: string | undefined;
  /** Ids of the customers that the event may reach. */
  reach: ReadonlySet<string> | 'all';
}

/** A trigger that wants an event; `ask` when that hangs on a filter of any of its routes. */
export type TriggerMatch = { trigger: LiveTrigger; eventType: string } & (
  { kind: 'matched' } | { kind: 'ask'; filters: { number: number; source: string }[] } | { kind: 'held-back' }
);

/**
 * The triggers that want an event, in order of creation, out of routes that listen to its types, in the order of these types. A trigger with includeTest off holds a test
 * event back before any filter is asked.
 */
export function matchTriggers(subject: MatchSubject, candidates: Iterable<LiveRoute>): TriggerMatch[] {
  const byTrigger = new Map<string, LiveRoute[]>();
  for (const candidate of candidates) {
    const { trigger, route } = candidate;
    if (!reaches(subject.reach, trigger.customer.id) || listMisses(route, subject).length > 0) continue;
    const met = byTrigger.get(trigger.id);
    if (met === undefined) byTrigger.set(trigger.id, [candidate]);
    // A route that listens to several of the event's types has met it as the first of them.
    else if (!met.some(({ number }) => number === candidate.number)) met.push(candidate);
  }
  return [...byTrigger.values()]
    .flatMap((routes) => decide(routes, subject.facts))
    .toSorted((one, other) => one.trigger.position - other.trigger.position);
}

function decide(routes: readonly LiveRoute[], facts: Facts): TriggerMatch[] {
  const filters = routes
    .flatMap(({ number, route }) => (route.filter === undefined ? [] : [{ number, source: route.filter }]))
    .toSorted((one, other) => one.number - other.number);
  const chosen = routes.find(({ route }) => route.filter === undefined) ?? routes[0];
  if (chosen === undefined) return [];
  const { trigger, eventType } = chosen;
  if (facts.isTest === true && !trigger.includeTest) return [{ kind: 'held-back', trigger, eventType }];
  if (chosen.route.filter === undefined) return [{ kind: 'matched', trigger, eventType }];
  return [{ kind: 'ask', trigger, eventType, filters }];
}

/** A condition of a route that an event does not meet: the values it wants one of, and those that the event has, which may be none. */
export interface Miss {
  condition: 'feed' | 'campaign' | 'product' | 'source';
  wanted: readonly string[];
  found: readonly string[];
}

/** The conditions of a route that the event does not meet, filters apart; one on a fact that the event lacks is not met. */
export function listMisses(route: Route, { facts, feedId }: Pick<MatchSubject, 'facts' | 'feedId'>): Miss[] {
  return [
    ...checkCondition('feed', route.feedIds, feedId),
    ...checkCondition('campaign', route.campaignIds, facts.campaignId),
    ...checkCondition('source', route.sources, facts.source),
    ...checkCondition('product', route.productIds, facts.productIds),
  ];
}

function checkCondition(
  condition: Miss['condition'],
  wanted: readonly string[] | undefined,
  value: string | readonly string[] | undefined,
): Miss[] {
  if (wanted === undefined) return [];
  const found = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return found.some((one) => wanted.includes(one)) ? [] : [{ condition, wanted, found }];
}

/** Whether an event may reach a customer. */
export function reaches(reach: MatchSubject['reach'], customerId: string): boolean {
  return reach === 'all' || reach.has(customerId);
}
