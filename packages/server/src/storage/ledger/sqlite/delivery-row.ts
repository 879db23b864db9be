import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { DELIVERY_KINDS, deliveryStatusSchema } from '../../../contract/index.ts';
import type {
  DeliveryRecord,
  DeliverySummary,
  NewDelivery,
  RenderedDelivery,
} from '../../../deliveries/delivery-store.ts';
import { diagnosticListSchema, readBytes, readJson, renderedTargetSchema, textListSchema } from './columns.ts';

export interface DeliveryRow {
  id: string;
  kind: string;
  status: string;
  reason: string | null;
  event_id: string;
  event_type: string;
  order_id: string | null;
  trigger_id: string;
  trigger_name: string;
  customer_id: string;
  customer_name: string;
  template_id: string;
  revision: number;
  created_at: number;
  next_attempt_at: number | null;
  attempt_count: number;
  last_code: string | null;
  finished_at: number | null;
}

interface FullDeliveryRow extends DeliveryRow {
  email: string | null;
  diagnostics: string;
  content_type: string | null;
  query: string | null;
  body_hash: string | null;
  rendered_diagnostics: string | null;
  target: string | null;
  body: Buffer | null;
  held_by: string | null;
  first_tried_at: number | null;
  alert_levels: string;
}

type NewDeliveryRow = Omit<DeliveryRow, 'attempt_count' | 'last_code'> & {
  email: string | null;
  diagnostics: string;
  ordering_key: string | null;
  block_after_ms: number | null;
};

export const deliveryColumns = `id, kind, status, reason, event_id, event_type, order_id, trigger_id, trigger_name, customer_id,
  customer_name, template_id, revision, created_at, next_attempt_at, attempt_count, last_code, finished_at`;

const kindSchema = z.enum(DELIVERY_KINDS);

export function prepareDeliveryInsert(database: Database): (delivery: NewDelivery) => void {
  const insert = database.prepare<[NewDeliveryRow]>(
    `INSERT INTO deliveries (id, kind, status, reason, diagnostics, event_id, event_type, order_id, email, trigger_id, trigger_name,
       customer_id, customer_name, template_id, revision, created_at, next_attempt_at, finished_at,
       ordering_key, block_after_ms)
     VALUES (@id, @kind, @status, @reason, @diagnostics, @event_id, @event_type, @order_id, @email, @trigger_id, @trigger_name,
       @customer_id, @customer_name, @template_id, @revision, @created_at, @next_attempt_at, @finished_at,
       @ordering_key, @block_after_ms)`,
  );
  return (delivery) => {
    insert.run(toNewRow(delivery));
  };
}

/** Reads one whole delivery, with its rendered bytes. */
export function prepareDeliveryGet(database: Database): (id: string) => DeliveryRecord | undefined {
  const select = database.prepare<[string], FullDeliveryRow>(
    `SELECT d.*, r.content_type, r.query, r.body_hash, r.diagnostics AS rendered_diagnostics, r.target, r.body,
       (SELECT started_at FROM attempts a WHERE a.delivery_id = d.id AND a.number = 1) AS first_tried_at,
       (SELECT json_group_array(level) FROM (SELECT level FROM alerts WHERE delivery_id = d.id ORDER BY seq)) AS alert_levels,
       CASE d.held WHEN 1 THEN (SELECT h.id FROM deliveries h WHERE h.trigger_id = d.trigger_id AND h.ordering_key = d.ordering_key
         AND h.status IN ('scheduled', 'sending', 'retrying') AND h.held = 0 AND h.blocks_until IS NOT 0 ORDER BY h.event_id DESC, h.id DESC LIMIT 1)
       END AS held_by
     FROM deliveries d LEFT JOIN rendered_deliveries r ON r.delivery_id = d.id WHERE d.id = ?`,
  );
  return (id) => {
    const row = select.get(id);
    return row && toDeliveryRecord(row);
  };
}

export function toDeliverySummary(row: DeliveryRow): DeliverySummary {
  return {
    id: row.id,
    kind: kindSchema.parse(row.kind),
    status: deliveryStatusSchema.parse(row.status),
    reason: row.reason,
    eventId: row.event_id,
    eventType: row.event_type,
    orderId: row.order_id,
    triggerId: row.trigger_id,
    triggerName: row.trigger_name,
    customerId: row.customer_id,
    customerName: row.customer_name,
    templateId: row.template_id,
    revision: row.revision,
    createdAt: row.created_at,
    // Kept in its column while it is sent, for a holder that gives it back.
    nextAttemptAt: row.status === 'sending' ? null : row.next_attempt_at,
    attemptCount: row.attempt_count,
    lastCode: row.last_code,
    finishedAt: row.finished_at,
  };
}

function toDeliveryRecord(row: FullDeliveryRow): DeliveryRecord {
  return {
    ...toDeliverySummary(row),
    email: row.email,
    diagnostics: readJson(diagnosticListSchema, row.diagnostics),
    rendered: toRendered(row),
    heldBy: row.held_by,
    firstTriedAt: row.first_tried_at,
    alertLevels: readJson(textListSchema, row.alert_levels),
  };
}

function toRendered(row: FullDeliveryRow): RenderedDelivery | null {
  const { body, content_type: contentType, body_hash: bodyHash, rendered_diagnostics: diagnostics, target } = row;
  if (body === null || contentType === null || bodyHash === null || diagnostics === null || target === null)
    return null;
  return {
    body: readBytes(body),
    contentType,
    query: row.query,
    bodyHash,
    diagnostics: readJson(diagnosticListSchema, diagnostics),
    target: readJson(renderedTargetSchema, target),
  };
}

function toNewRow(delivery: NewDelivery): NewDeliveryRow {
  return {
    id: delivery.id,
    kind: delivery.kind,
    status: delivery.status,
    reason: delivery.reason,
    diagnostics: JSON.stringify(delivery.diagnostics),
    event_id: delivery.eventId,
    event_type: delivery.eventType,
    order_id: delivery.orderId,
    email: delivery.email,
    trigger_id: delivery.triggerId,
    trigger_name: delivery.triggerName,
    customer_id: delivery.customerId,
    customer_name: delivery.customerName,
    template_id: delivery.templateId,
    revision: delivery.revision,
    created_at: delivery.createdAt,
    next_attempt_at: delivery.nextAttemptAt,
    // What is not scheduled has come to its end at once.
    finished_at: delivery.status === 'scheduled' ? null : delivery.createdAt,
    // A test goes at once, whatever else is under way.
    ordering_key: delivery.kind === 'live' ? (delivery.order?.key ?? null) : null,
    block_after_ms: delivery.order?.blockAfterMs ?? null,
  };
}
