import type { Database } from 'better-sqlite3';
import type { Alert } from '../../../contract/index.ts';
import type { AlertStore } from '../../../deliveries/alert-store.ts';
import { toPage } from '../cursor.ts';
import { equals, selectPage } from './page-query.ts';

interface AlertRow {
  id: string;
  level: string;
  at: number;
  message: string;
  delivery_id: string;
  event_type: string;
  trigger_id: string;
  trigger_name: string;
  customer_id: string;
  customer_name: string;
}

export function createAlertStore(database: Database): AlertStore {
  return {
    list: async ({ limit, cursor, open, deliveryId }) => {
      const conditions = [
        ...(deliveryId === undefined ? [] : [equals('delivery_id', deliveryId)]),
        ...(open === true ? [{ sql: `d.status NOT IN ('succeeded', 'cancelled')`, values: [] }] : []),
      ];
      const rows = selectPage<AlertRow>(database, {
        list: 'alerts',
        table: 'alerts JOIN deliveries d ON d.id = alerts.delivery_id',
        idColumn: 'seq',
        columns: `CAST(seq AS TEXT) AS id, level, at, message, delivery_id, event_type, trigger_id, trigger_name, customer_id, customer_name`,
        conditions,
        limit,
        cursor,
      });
      return toPage('alerts', rows, limit, toAlert);
    },
  };
}

function toAlert(row: AlertRow): Alert {
  return {
    id: row.id,
    level: row.level,
    at: new Date(row.at).toISOString(),
    message: row.message,
    deliveryId: row.delivery_id,
    eventType: row.event_type,
    triggerId: row.trigger_id,
    triggerName: row.trigger_name,
    customerId: row.customer_id,
    customerName: row.customer_name,
  };
}
