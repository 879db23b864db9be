import type { Database } from 'better-sqlite3';
import { prepareDeliveryGet } from '../../storage/ledger/sqlite/delivery-row.ts';
import type { GroupCommit } from '../../storage/ledger/sqlite/group-commit.ts';
import type { Claim, Queue } from '../queue.ts';
import { prepareLeaseRecovery } from './lease-recovery.ts';

/** The queue on the deliveries table: a lease is two columns of the row that it fences. */
export function createSqliteQueue(database: Database, commits: GroupCommit, createToken: () => string): Queue {
  const get = prepareDeliveryGet(database);
  const recovery = prepareLeaseRecovery(database);
  const selectDue = database.prepare<[number, string, number], { id: string }>(
    `SELECT id FROM deliveries WHERE due_at IS NOT NULL AND due_at <= ? AND status <> 'sending'
       AND (kind = 'test' OR trigger_id NOT IN (SELECT value FROM json_each(?)))
     ORDER BY due_at, id LIMIT ?`,
  );
  const hold = database.prepare<[string, number, string], { interrupted: number }>(
    `UPDATE deliveries SET status = 'sending', lease_token = ?, lease_until = ? WHERE id = ? RETURNING interrupted`,
  );
  const letGo = database.prepare<[string, string]>(
    `UPDATE deliveries SET status = CASE attempt_count WHEN 0 THEN 'scheduled' ELSE 'retrying' END, lease_token = NULL, lease_until = NULL
     WHERE id = ? AND lease_token = ? AND NOT EXISTS (
       SELECT 1 FROM attempts a WHERE a.delivery_id = deliveries.id AND a.lease_token = deliveries.lease_token AND a.finished_at IS NULL)`,
  );
  const selectNextDue = database.prepare<[string], { due_at: number }>(
    `SELECT due_at FROM deliveries WHERE due_at IS NOT NULL
       AND (status = 'sending' OR kind = 'test' OR trigger_id NOT IN (SELECT value FROM json_each(?)))
     ORDER BY due_at LIMIT 1`,
  );

  const claimOne = (id: string, leaseUntil: number): Claim => {
    const leaseToken = createToken();
    const recovered = hold.get(leaseToken, leaseUntil, id)?.interrupted === 1;
    const delivery = get(id);
    if (delivery === undefined) throw new Error(`Delivery ${id} is due but not on record.`);
    return { delivery, leaseToken, recovered };
  };

  return {
    claim: ({ now, limit, leaseMs, exceptTriggerIds }) =>
      commits.write(() => {
        recovery.recoverExpired(now);
        return selectDue.all(now, JSON.stringify(exceptTriggerIds), limit).map(({ id }) => claimOne(id, now + leaseMs));
      }),
    release: (deliveryId, leaseToken) => commits.write(() => void letGo.run(deliveryId, leaseToken)),
    nextDueAt: async (exceptTriggerIds) => selectNextDue.get(JSON.stringify(exceptTriggerIds))?.due_at ?? null,
    recoverAll: (now) => commits.write(() => recovery.recoverAll(now)),
  };
}
