import type { CustomerRecord } from '../customers/customer-record.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import { explainMatches } from './explain-matches.ts';
import type { Explanation } from './explain-matches.ts';
import { listTriggerRoutes, pickLive } from './list-live-routes.ts';
import type { TriggerRoutes } from './list-live-routes.ts';
import { matchTriggers } from './match-triggers.ts';
import type { MatchSubject, TriggerMatch } from './match-triggers.ts';
import { createRouteTable } from './route-table.ts';
import type { RouteTable } from './route-table.ts';
import type { TriggerStateStore } from './trigger-state-store.ts';

interface IndexQuery {
  types: readonly string[];
  facts: MatchSubject['facts'];
  feedId?: string | undefined;
  /** The customers that the feed's events may reach. */
  feedCustomers: 'all' | readonly string[];
  /** The customer that the event is addressed to, by id or external id. */
  customer: string | null;
}

interface IndexAnswer {
  matches: TriggerMatch[];
  /** False when the event is addressed to somebody that the workspace does not have. */
  customerKnown: boolean;
}

/** Finds the triggers that want an event. */
export interface TriggerIndex {
  match(query: IndexQuery): Promise<IndexAnswer>;
  /** Says of every trigger what `match` would make of it, and why: those that want the event first, then the nearest. */
  explain(query: IndexQuery): Promise<Explanation[]>;
  close(): void;
}

type PauseStates = Pick<TriggerStateStore, 'get'>;

interface Snapshot {
  table: RouteTable;
  triggers: readonly TriggerRoutes[];
  /** Ids by id and by external id. */
  customers: Map<string, Set<string>>;
}

/**
 * An index over the workspace, built anew at the first look-up after a change. Triggers that Postmap itself paused are asked for among those
 * that match, so a pause holds from the moment it is on record.
 *
 * 10,000 triggers of 2,000 customers, a fifth of them for the event's type (2 cores, Node 24): 4 µs for a look-up that finds 1 or 10 of them;
 * 150 ms to build, most of it the workspace's copies.
 */
export function createTriggerIndex({ workspace, states }: { workspace: Workspace; states: PauseStates }): TriggerIndex {
  let changes = 0;
  let current: { changes: number; snapshot: Promise<Snapshot> } | undefined;
  const stopListening = workspace.onChange(() => changes++);

  function takeSnapshot(): Promise<Snapshot> {
    if (current?.changes === changes) return current.snapshot;
    const taken = { changes, snapshot: build() };
    // A failed read must not stay: the next look-up tries again.
    taken.snapshot.catch(() => {
      if (current === taken) current = undefined;
    });
    current = taken;
    return taken.snapshot;
  }

  /** Reads until nothing changes between the first read and the last. */
  async function build(): Promise<Snapshot> {
    for (;;) {
      const before = changes;
      const { triggers, customers, templates } = workspace.records;
      const setting = {
        triggers: await triggers.list(),
        customers: await customers.list(),
        templates: await templates.list(),
      };
      if (before === changes) {
        const listed = listTriggerRoutes(setting);
        return {
          table: createRouteTable(pickLive(listed)),
          triggers: listed,
          customers: indexCustomers(setting.customers),
        };
      }
    }
  }

  return {
    async match({ types, facts, feedId, feedCustomers, customer }) {
      const { table, customers } = await takeSnapshot();
      const addressed = customer === null ? undefined : customers.get(customer);
      if (customer !== null && addressed === undefined) return { matches: [], customerKnown: false };
      const subject: MatchSubject = { facts, feedId, reach: combineReach(feedCustomers, addressed) };
      const matches = matchTriggers(subject, table.findCandidates(types, subject));
      return { matches: await withoutPaused(matches, states), customerKnown: true };
    },
    async explain({ types, facts, feedId, feedCustomers, customer }) {
      const { triggers, customers } = await takeSnapshot();
      const feedReach = feedCustomers === 'all' ? 'all' : new Set(feedCustomers);
      const addressed = customer === null ? 'all' : (customers.get(customer) ?? new Set<string>());
      const explanations = explainMatches({ types, facts, feedId, feedReach, addressed }, triggers);
      return await Promise.all(explanations.map((explanation) => withPause(explanation, states)));
    },
    close: stopListening,
  };
}

async function withoutPaused(matches: readonly TriggerMatch[], states: PauseStates): Promise<TriggerMatch[]> {
  const found = await Promise.all(matches.map(({ trigger }) => states.get(trigger.id)));
  return matches.filter((_, index) => (found[index]?.pausedBecause ?? null) === null);
}

/** Adds that Postmap itself paused the trigger, where it would get the event but for that. */
async function withPause(explanation: Explanation, states: PauseStates): Promise<Explanation> {
  const { match, obstacles, trigger } = explanation;
  if (match === null || obstacles.some(({ kind }) => kind === 'paused')) return explanation;
  const because = (await states.get(trigger.id))?.pausedBecause ?? null;
  return because === null
    ? explanation
    : { ...explanation, status: 'paused', obstacles: [...obstacles, { kind: 'paused', because }] };
}

function combineReach(
  feedCustomers: IndexQuery['feedCustomers'],
  addressed: ReadonlySet<string> | undefined,
): MatchSubject['reach'] {
  if (feedCustomers === 'all') return addressed ?? 'all';
  const allowed = new Set(feedCustomers);
  return addressed === undefined ? allowed : new Set([...addressed].filter((id) => allowed.has(id)));
}

function indexCustomers(customers: readonly CustomerRecord[]): Map<string, Set<string>> {
  const byName = new Map<string, Set<string>>();
  for (const { id, externalId } of customers) {
    for (const name of externalId === null ? [id] : [id, externalId]) {
      byName.set(name, (byName.get(name) ?? new Set()).add(id));
    }
  }
  return byName;
}
