import type { LiveRoute, MatchSubject } from './match-triggers.ts';

/** Routes filed so that a look-up touches few beside those that match. */
export interface RouteTable {
  /** Every route of these types that may match, and some that do not; none twice. */
  findCandidates(types: readonly string[], subject: MatchSubject): Iterable<LiveRoute>;
}

/** The routes of one event type: each under its most telling condition, and each under its customer. */
interface TypeShelf {
  byCustomer: Map<string, LiveRoute[]>;
  byCampaign: Map<string, LiveRoute[]>;
  byProduct: Map<string, LiveRoute[]>;
  bySource: Map<string, LiveRoute[]>;
  unconditional: LiveRoute[];
}

/** With at most this many customers in reach, the shelf by customer is the shorter way. */
const FEW_CUSTOMERS = 8;

export function createRouteTable(routes: Iterable<LiveRoute>): RouteTable {
  const shelves = new Map<string, TypeShelf>();
  for (const route of routes) {
    const shelf = shelves.get(route.eventType) ?? emptyShelf();
    shelves.set(route.eventType, shelf);
    fileRoute(shelf, route);
  }
  return {
    findCandidates: (types, subject) =>
      new Set(
        types.flatMap((type) => {
          const shelf = shelves.get(type);
          return shelf === undefined ? [] : pickRoutes(shelf, subject);
        }),
      ),
  };
}

function fileRoute(shelf: TypeShelf, entry: LiveRoute): void {
  const { campaignIds, productIds, sources } = entry.route;
  append(shelf.byCustomer, [entry.trigger.customer.id], entry);
  if (campaignIds !== undefined) append(shelf.byCampaign, campaignIds, entry);
  else if (productIds !== undefined) append(shelf.byProduct, productIds, entry);
  else if (sources !== undefined) append(shelf.bySource, sources, entry);
  else shelf.unconditional.push(entry);
}

function pickRoutes(shelf: TypeShelf, { facts, reach }: MatchSubject): LiveRoute[] {
  if (reach !== 'all' && reach.size <= FEW_CUSTOMERS) return pick(shelf.byCustomer, [...reach]);
  return [
    ...shelf.unconditional,
    ...pick(shelf.byCampaign, [facts.campaignId]),
    ...pick(shelf.byProduct, facts.productIds ?? []),
    ...pick(shelf.bySource, [facts.source]),
  ];
}

function pick(shelf: ReadonlyMap<string, LiveRoute[]>, keys: readonly (string | undefined)[]): LiveRoute[] {
  return keys.flatMap((key) => (key === undefined ? [] : (shelf.get(key) ?? [])));
}

function append(shelf: Map<string, LiveRoute[]>, keys: readonly string[], entry: LiveRoute): void {
  for (const key of keys) {
    const filed = shelf.get(key);
    if (filed === undefined) shelf.set(key, [entry]);
    else filed.push(entry);
  }
}

function emptyShelf(): TypeShelf {
  return { byCustomer: new Map(), byCampaign: new Map(), byProduct: new Map(), bySource: new Map(), unconditional: [] };
}
