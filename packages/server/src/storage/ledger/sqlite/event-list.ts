import type { Database } from 'better-sqlite3';
import type { Page } from '../../../contract/index.ts';
import type { EventStore, EventSummary } from '../../../events/event-store.ts';
import { idBefore } from '../../../ids/new-id.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { eventSummaryColumns, toEventSummary } from './event-row.ts';
import type { EventRow } from './event-row.ts';
import { beginsWith, equals } from './page-query.ts';
import type { Condition } from './page-query.ts';

type Query = Parameters<EventStore['list']>[0];

/** Rows in the order of an index, newest first: where they come from, and the column that gives the order. */
interface Source {
  from: string;
  idColumn: string;
  condition: Condition;
}

/**
 * Pages of live events, newest first. What narrows a list most is read from its own index; the other filters are checked row by row, so that a
 * page costs about what it shows wherever the filters do not exclude each other.
 */
export function prepareEventList(database: Database): (query: Query) => Page<EventSummary> {
  return (query) => {
    const { limit, cursor } = query;
    const sources = chooseSources(query);
    const conditions = [...listConditions(query)];
    const before = cursor === undefined ? undefined : decodeCursor('events', cursor);
    const newest = sources.map((source) => selectNewest(source, conditions, before, limit + 1));
    const sql = `SELECT ${eventSummaryColumns} FROM events WHERE id IN (${newest.map((one) => `SELECT id FROM (${one.sql})`).join(' UNION ')})
      ORDER BY id DESC LIMIT ?`;
    const values = [...newest.flatMap((one) => one.values), limit + 1];
    const rows = database.prepare<(string | number)[], EventRow>(sql).all(...values);
    return toPage('events', rows, limit, toEventSummary);
  };
}

function selectNewest(
  { from, idColumn, condition }: Source,
  conditions: readonly Condition[],
  before: string | undefined,
  count: number,
): Condition {
  const all = [
    condition,
    ...conditions,
    ...(before === undefined ? [] : [{ sql: `${idColumn} < ?`, values: [before] }]),
  ];
  return {
    sql: `SELECT DISTINCT events.id FROM ${from} WHERE ${all.map(({ sql }) => sql).join(' AND ')} ORDER BY ${idColumn} DESC LIMIT ?`,
    values: [...all.flatMap(({ values }) => values), count],
  };
}

/** The sources of which at least one must have the event. */
function chooseSources({ q, orderId, customer, type }: Query): Source[] {
  const text = q?.trim() ?? '';
  if (text !== '')
    return ['events.order_id', 'events.email', 'events.source_event_id', 'events.id'].map((column) =>
      plain(search(column, text)),
    );
  if (orderId !== undefined) return [plain(isText('events.order_id', orderId))];
  if (customer !== undefined) {
    const from = 'deliveries CROSS JOIN events ON events.id = deliveries.event_id';
    return [
      { from, idColumn: 'deliveries.event_id', condition: equals('deliveries.customer_id', customer.id) },
      ...customer.names.map((name) => plain(equals('customer', name))),
    ];
  }
  if (type !== undefined) {
    const from = 'event_types CROSS JOIN events ON events.id = event_types.event_id';
    return [{ from, idColumn: 'event_types.event_id', condition: equals('event_types.type', type) }];
  }
  return [plain({ sql: 'TRUE', values: [] })];
}

function listConditions({ type, orderId, customer, email, feedId, isTest, from, to }: Query): Condition[] {
  const conditions: Condition[] = [equals('events.kind', 'live')];
  if (feedId !== undefined) conditions.push(equals('feed_id', feedId));
  if (orderId !== undefined) conditions.push(isText('events.order_id', orderId));
  if (email !== undefined) conditions.push(isText('events.email', email));
  if (isTest !== undefined) conditions.push({ sql: isTest ? 'is_test = 1' : 'is_test IS NOT 1', values: [] });
  if (type !== undefined)
    conditions.push({
      sql: 'EXISTS (SELECT 1 FROM event_types t WHERE t.type = ? AND t.event_id = events.id)',
      values: [type],
    });
  if (customer !== undefined)
    conditions.push({
      sql: `(customer IN (${customer.names.map(() => '?').join(', ')})
        OR EXISTS (SELECT 1 FROM deliveries d WHERE d.customer_id = ? AND d.event_id = events.id))`,
      values: [...customer.names, customer.id],
    });
  // An id tells when the event came, so that the reading ends where the range ends.
  if (from !== undefined)
    conditions.push({ sql: 'received_at >= ? AND events.id >= ?', values: [from, idBefore('evt', Math.max(0, from))] });
  if (to !== undefined)
    conditions.push({ sql: 'received_at <= ? AND events.id < ?', values: [to, idBefore('evt', Math.max(0, to + 1))] });
  return conditions;
}

function plain(condition: Condition): Source {
  return { from: 'events', idColumn: 'events.id', condition };
}

/** The column's text, in any case. An id is told apart by case. */
function isText(column: string, text: string): Condition {
  return { sql: `${column} IS NOT NULL AND ${column} = ? COLLATE NOCASE`, values: [text] };
}

function search(column: string, text: string): Condition {
  if (column === 'events.id') return beginsWith(column, text);
  const { sql, values } = beginsWith(`${column} COLLATE NOCASE`, text);
  return { sql: `${column} IS NOT NULL AND ${sql}`, values };
}
