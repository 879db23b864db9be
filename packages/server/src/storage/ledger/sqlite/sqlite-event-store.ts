import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { DELIVERY_KINDS, envelopeSchema, factsSchema } from '../../../contract/index.ts';
import type { Page } from '../../../contract/index.ts';
import type { NewDelivery } from '../../../deliveries/delivery-store.ts';
import type { AcceptResult, EventRecord, EventStore, EventSummary } from '../../../events/event-store.ts';
import { outlineDeliveries } from '../../../events/outline-deliveries.ts';
import { toPage } from '../cursor.ts';
import { bindBytes, readBytes, readJson, textListSchema } from './columns.ts';
import { prepareDeliveryIntake } from './delivery-intake.ts';
import type { GroupCommit } from './group-commit.ts';
import { equals, selectPage } from './page-query.ts';

export interface EventRow {
  id: string;
  kind: string;
  feed_id: string;
  envelope: string;
  source: string;
  source_event_id: string | null;
  name: string;
  types: string;
  customer: string | null;
  received_at: number;
  facts: string;
  warnings: string;
  size: number;
  body_hash: string;
}
type KeptEventRow = EventRow & { body: Buffer; outline: string };

export const eventSummaryColumns =
  'id, kind, feed_id, envelope, source, source_event_id, name, types, customer, received_at, facts, warnings, size, body_hash';
const selectEvent =
  'SELECT events.*, event_bodies.body FROM events JOIN event_bodies ON event_bodies.event_id = events.id';
const kindSchema = z.enum(DELIVERY_KINDS);
const outlineSchema = z.array(
  z.object({ id: z.string(), triggerId: z.string(), status: z.enum(['scheduled', 'failed-to-render']) }),
);

type Duplicate = Extract<AcceptResult, { kind: 'duplicate' }>;

export function createEventStore(database: Database, commits: GroupCommit): EventStore {
  const insertEvent = database.prepare<[EventRow & { order_id: string | null; outline: string }]>(
    `INSERT INTO events (${eventSummaryColumns}, order_id, outline) VALUES (@id, @kind, @feed_id, @envelope, @source, @source_event_id, @name,
       @types, @customer, @received_at, @facts, @warnings, @size, @body_hash, @order_id, @outline)
     ON CONFLICT (feed_id, source, source_event_id) WHERE source_event_id IS NOT NULL AND kind = 'live' DO NOTHING`,
  );
  const insertBody = database.prepare<[string, Buffer]>('INSERT INTO event_bodies (event_id, body) VALUES (?, ?)');
  const insertType = database.prepare<[string, string]>(
    'INSERT OR IGNORE INTO event_types (type, event_id) VALUES (?, ?)',
  );
  const takeDelivery = prepareDeliveryIntake(database);
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
    for (const delivery of deliveries) takeDelivery(delivery);
    return { kind: 'stored' };
  };

  return {
    accept: (event, deliveries) => commits.write(() => accept(event, deliveries)),
    find: async (feedId, source, sourceEventId) => find(feedId, source, sourceEventId),
    get: async (id) => {
      const row = selectById.get(id);
      return row && toEventRecord(row);
    },
    list: async ({ limit, cursor, type, orderId }): Promise<Page<EventSummary>> => {
      const conditions = [equals('kind', 'live')];
      if (orderId !== undefined) conditions.push(equals('order_id', orderId));
      if (type !== undefined) conditions.push(equals('type', type));
      // By type, the order comes from that table's key, so that a page costs its rows and not all rows of the type.
      const source =
        type === undefined
          ? { table: 'events' }
          : { table: 'event_types JOIN events ON events.id = event_types.event_id', idColumn: 'event_types.event_id' };
      const rows = selectPage<EventRow>(database, {
        ...source,
        list: 'events',
        columns: eventSummaryColumns,
        conditions,
        limit,
        cursor,
      });
      return toPage('events', rows, limit, toEventSummary);
    },
  };
}

function toEventRow(
  event: EventRecord,
  deliveries: readonly NewDelivery[],
): EventRow & { order_id: string | null; outline: string } {
  return {
    id: event.id,
    kind: event.kind,
    feed_id: event.feedId,
    envelope: event.envelope,
    source: event.source,
    source_event_id: event.sourceEventId,
    name: event.name,
    types: JSON.stringify(event.types),
    customer: event.customer,
    received_at: event.receivedAt,
    order_id: event.facts.orderId ?? null,
    facts: JSON.stringify(event.facts),
    warnings: JSON.stringify(event.warnings),
    size: event.body.byteLength,
    body_hash: event.bodyHash,
    outline: JSON.stringify(outlineDeliveries(deliveries)),
  };
}

export function toEventSummary(row: EventRow): EventSummary {
  return {
    id: row.id,
    kind: kindSchema.parse(row.kind),
    feedId: row.feed_id,
    envelope: envelopeSchema.parse(row.envelope),
    source: row.source,
    sourceEventId: row.source_event_id,
    name: row.name,
    types: readJson(textListSchema, row.types),
    customer: row.customer,
    receivedAt: row.received_at,
    facts: readJson(factsSchema, row.facts),
    warnings: readJson(textListSchema, row.warnings),
    size: row.size,
    bodyHash: row.body_hash,
  };
}

function toEventRecord(row: KeptEventRow): EventRecord {
  const { size: _, ...record } = toEventSummary(row);
  return { ...record, body: readBytes(row.body) };
}
