import { z } from 'zod';
import { DELIVERY_KINDS, envelopeSchema, factsSchema } from '../../../contract/index.ts';
import type { NewDelivery } from '../../../deliveries/delivery-store.ts';
import type { EventRecord, EventSummary } from '../../../events/event-store.ts';
import { outlineDeliveries } from '../../../events/outline-deliveries.ts';
import { readBytes, readJson, textListSchema } from './columns.ts';

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
export type KeptEventRow = EventRow & { body: Buffer; outline: string };
export type NewEventRow = EventRow & { order_id: string | null; outline: string };

export const eventSummaryColumns =
  'id, kind, feed_id, envelope, source, source_event_id, name, types, customer, received_at, facts, warnings, size, body_hash';

const kindSchema = z.enum(DELIVERY_KINDS);

export function toEventRow(event: EventRecord, deliveries: readonly NewDelivery[]): NewEventRow {
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

export function toEventRecord(row: KeptEventRow): EventRecord {
  const { size: _, ...record } = toEventSummary(row);
  return { ...record, body: readBytes(row.body) };
}
