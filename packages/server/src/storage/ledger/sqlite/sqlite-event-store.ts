import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { NewDelivery } from '../../../deliveries/delivery-store.ts';
import type { AcceptResult, EventRecord, EventStore } from '../../../events/event-store.ts';
import { bindBytes, readJson } from './columns.ts';
import { prepareDeliveryIntake } from './delivery-intake.ts';
import { prepareEventList } from './event-list.ts';
import { prepareEventDeliveries, prepareEventOutcomes } from './event-outcomes.ts';
import { eventSummaryColumns, toEventRecord, toEventRow } from './event-row.ts';
import type { KeptEventRow, NewEventRow } from './event-row.ts';
import type { GroupCommit } from './group-commit.ts';

const selectEvent =
  'SELECT events.*, event_bodies.body FROM events JOIN event_bodies ON event_bodies.event_id = events.id';
const outlineSchema = z.array(
  z.object({ id: z.string(), triggerId: z.string(), status: z.enum(['scheduled', 'failed-to-render']) }),
);

type Duplicate = Extract<AcceptResult, { kind: 'duplicate' }>;

export function createEventStore(database: Database, commits: GroupCommit): EventStore {
  const insertEvent = database.prepare<[NewEventRow]>(
    `INSERT INTO events (${eventSummaryColumns}, order_id, outline) VALUES (@id, @kind, @feed_id, @envelope, @source, @source_event_id, @name,
       @types, @customer, @received_at, @facts, @warnings, @size, @body_hash, @order_id, @outline)
     ON CONFLICT (feed_id, source, source_event_id) WHERE source_event_id IS NOT NULL AND kind = 'live' DO NOTHING`,
  );
  const insertBody = database.prepare<[string, Buffer]>('INSERT INTO event_bodies (event_id, body) VALUES (?, ?)');
  const insertType = database.prepare<[string, string]>(
    'INSERT OR IGNORE INTO event_types (type, event_id) VALUES (?, ?)',
  );
  const takeDelivery = prepareDeliveryIntake(database);
  const list = prepareEventList(database);
  const listOutcomes = prepareEventOutcomes(database);
  const findDeliveries = prepareEventDeliveries(database);
  const selectById = database.prepare<[string], KeptEventRow>(`${selectEvent} WHERE events.id = ?`);
  const selectByKey = database.prepare<[string, string, string], KeptEventRow>(
    `${selectEvent} WHERE feed_id = ? AND source = ? AND source_event_id = ? AND kind = 'live'`,
  );

  const find = (feedId: string, source: string, sourceEventId: string): Duplicate | undefined => {
    const row = selectByKey.get(feedId, source, sourceEventId);
    return row && { kind: 'duplicate', event: toEventRecord(row), deliveries: readJson(outlineSchema, row.outline) };
  };

  const accept = (event: EventRecord, deliveries: readonly NewDelivery[]): AcceptResult => {
    const { changes } = insertEvent.run(toEventRow(event, deliveries));
    if (changes === 0) {
      const first = find(event.feedId, event.source, event.sourceEventId ?? '');
      if (first === undefined) throw new Error(`Event ${event.id} was neither stored nor a duplicate.`);
      return first;
    }
    insertBody.run(event.id, bindBytes(event.body));
    // Test events are not listed, so that no list needs to find them.
    if (event.kind === 'live') for (const type of event.types) insertType.run(type, event.id);
    return { kind: 'stored', throttled: deliveries.map(takeDelivery).filter((id) => id !== null) };
  };

  return {
    accept: (event, deliveries) => commits.write(() => accept(event, deliveries)),
    find: async (feedId, source, sourceEventId) => find(feedId, source, sourceEventId),
    get: async (id) => {
      const row = selectById.get(id);
      return row && toEventRecord(row);
    },
    list: async (query) => list(query),
    listOutcomes: async (ids) => listOutcomes(ids),
    findDeliveries: async (id, triggerIds) => findDeliveries(id, triggerIds),
  };
}
