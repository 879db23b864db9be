import type { Database } from 'better-sqlite3';
import { deliveryStatusSchema } from '../../../contract/index.ts';
import type { DeliveryOutcome } from '../../../deliveries/delivery-store.ts';

interface StandingRow {
  id: string;
  status: string;
  last_code: string | null;
  created_at: number;
}

/** Read backwards from the end of one trigger's part of the index, so that its cost does not grow with the ledger. */
export function prepareNewestDeliveries(database: Database): (triggerId: string, most: number) => DeliveryOutcome[] {
  const select = database.prepare<[string, number], StandingRow>(
    `SELECT id, status, last_code, created_at FROM deliveries INDEXED BY deliveries_trigger
     WHERE trigger_id = ? AND kind = 'live' ORDER BY id DESC LIMIT ?`,
  );
  return (triggerId, most) =>
    select.all(triggerId, most).map((row) => ({
      id: row.id,
      status: deliveryStatusSchema.parse(row.status),
      lastCode: row.last_code,
      createdAt: row.created_at,
    }));
}
