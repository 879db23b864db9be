import type { Database } from 'better-sqlite3';
import { deliveryStatusSchema } from '../../../contract/index.ts';
import type { DeliveryStatus, EventOutcome } from '../../../contract/index.ts';

interface OutcomeRow {
  event_id: string;
  status: string;
  customer_name: string;
  count: number;
}

/** Names that an outcome tells, of however many customers. */
const MOST_NAMES = 3;

/** What came of events, by their ids; an event without deliveries is left out. */
export function prepareEventOutcomes(database: Database): (ids: readonly string[]) => Map<string, EventOutcome> {
  const select = database.prepare<[string], OutcomeRow>(
    `SELECT event_id, status, customer_name, count(*) AS count FROM deliveries
     WHERE event_id IN (SELECT value FROM json_each(?)) AND kind = 'live' GROUP BY event_id, customer_name, status`,
  );
  return (ids) => {
    const outcomes = new Map<string, EventOutcome & { names: Set<string> }>();
    for (const { event_id: id, status: text, customer_name: name, count } of select.all(JSON.stringify(ids))) {
      const outcome = outcomes.get(id) ?? {
        statuses: {},
        customerNames: [],
        customerCount: 0,
        names: new Set<string>(),
      };
      const status = deliveryStatusSchema.parse(text);
      outcome.statuses[status] = (outcome.statuses[status] ?? 0) + count;
      outcome.names.add(name);
      outcomes.set(id, outcome);
    }
    return new Map(
      [...outcomes].map(([id, { statuses, names }]) => [
        id,
        { statuses, customerNames: [...names].slice(0, MOST_NAMES), customerCount: names.size },
      ]),
    );
  };
}

type FindDeliveries = (
  id: string,
  triggerIds: readonly string[],
) => Map<string, { id: string; status: DeliveryStatus }>;

/** The newest live delivery of an event for each of some triggers. */
export function prepareEventDeliveries(database: Database): FindDeliveries {
  const select = database.prepare<[string, string], { id: string; trigger_id: string; status: string }>(
    `SELECT id, trigger_id, status FROM deliveries INDEXED BY deliveries_event
     WHERE event_id = ? AND kind = 'live' AND trigger_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  );
  return (id, triggerIds) =>
    new Map(
      select
        .all(id, JSON.stringify(triggerIds))
        .map((row) => [row.trigger_id, { id: row.id, status: deliveryStatusSchema.parse(row.status) }]),
    );
}
