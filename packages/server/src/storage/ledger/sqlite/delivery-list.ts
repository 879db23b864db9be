import type { Database } from 'better-sqlite3';
import type { Page } from '../../../contract/index.ts';
import type { DeliveryStore, DeliverySummary } from '../../../deliveries/delivery-store.ts';
import { toPage } from '../cursor.ts';
import { deliveryColumns, toDeliverySummary } from './delivery-row.ts';
import type { DeliveryRow } from './delivery-row.ts';
import { beginsWith, equals, selectPage } from './page-query.ts';
import type { Condition } from './page-query.ts';

type Query = Parameters<DeliveryStore['list']>[0];

/** A skip scan: one index step for each name there is, however many deliveries bear it. */
const triggerNamesWith = `WITH RECURSIVE names (name) AS (
    SELECT min(trigger_name) FROM deliveries
    UNION ALL
    SELECT (SELECT min(trigger_name) FROM deliveries WHERE trigger_name > names.name) FROM names WHERE names.name IS NOT NULL
  ) SELECT name FROM names WHERE instr(lower(name), lower(?)) > 0`;

export function prepareDeliveryList(database: Database): (query: Query) => Page<DeliverySummary> {
  const columns: readonly ['customerId' | 'triggerId' | 'eventType' | 'eventId' | 'orderId' | 'code', string][] = [
    ['customerId', 'customer_id'],
    ['triggerId', 'trigger_id'],
    ['eventType', 'event_type'],
    ['eventId', 'event_id'],
    ['orderId', 'order_id'],
    ['code', 'last_code'],
  ];
  return (query) => {
    const { limit, cursor, status, q, from, to } = query;
    const conditions: Condition[] = [];
    for (const [name, column] of columns) {
      const value = query[name];
      if (value !== undefined) conditions.push(equals(column, value));
    }
    if (from !== undefined) conditions.push({ sql: 'created_at >= ?', values: [from] });
    if (to !== undefined) conditions.push({ sql: 'created_at <= ?', values: [to] });
    const alternatives: Condition[] = [];
    const text = q?.trim() ?? '';
    if (text !== '') {
      alternatives.push(...searchConditions(text));
      if (status !== undefined) conditions.push(oneOf('status', status));
    } else if (status !== undefined) {
      if (status.length === 0) conditions.push(oneOf('status', []));
      alternatives.push(...status.map((one) => equals('status', one)));
    }
    const rows = selectPage<DeliveryRow>(database, {
      list: 'deliveries',
      table: 'deliveries',
      columns: deliveryColumns,
      conditions,
      alternatives,
      limit,
      cursor,
    });
    return toPage('deliveries', rows, limit, toDeliverySummary);
  };
}

/** Order id, event id and email by how they begin, trigger name by any part: each from an index, so that no search reads every row. */
function searchConditions(text: string): Condition[] {
  return [
    beginsWith('order_id', text),
    beginsWith('event_id', text),
    beginsWith('email', text),
    { sql: `trigger_name IN (${triggerNamesWith})`, values: [text] },
  ];
}

function oneOf(column: string, values: readonly string[]): Condition {
  return { sql: `${column} IN (${values.map(() => '?').join(', ')})`, values: [...values] };
}
