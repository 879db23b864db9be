import type { Database } from 'better-sqlite3';
import { prepareDeliveryGet } from '../../storage/ledger/sqlite/delivery-row.ts';
import type { GroupCommit } from '../../storage/ledger/sqlite/group-commit.ts';
import type { Claim, Queue } from '../queue.ts';
import { prepareBacklog } from './backlog.ts';
import { prepareDueRows } from './due-rows.ts';
import { prepareLeaseRecovery } from './lease-recovery.ts';

/** The queue on the deliveries table: a lease is two columns of the row that it fences. */
export function createSqliteQueue(database: Database, commits: GroupCommit, createToken: () => string): Queue {
  const get = prepareDeliveryGet(database);
  const recovery = prepareLeaseRecovery(database);
  const due = prepareDueRows(database);
  const countBacklog = prepareBacklog(database, due);
  const hold = database.prepare<[string, number, number, string], { interrupted: number }>(
    `UPDATE deliveries SET status = 'sending', lease_token = ?, lease_until = ?, blocks_until = COALESCE(blocks_until, ? + block_after_ms)
     WHERE id = ? RETURNING interrupted`,
  );
  const stopBlocking = database.prepare<[number]>(
    'UPDATE deliveries SET blocks_until = 0 WHERE blocks_until > 0 AND blocks_until <= ?',
  );
  const letGo = database.prepare<[string, string]>(
    `UPDATE deliveries SET status = CASE attempt_count WHEN 0 THEN 'scheduled' ELSE 'retrying' END, lease_token = NULL, lease_until = NULL
     WHERE id = ? AND lease_token = ? AND NOT EXISTS (
       SELECT 1 FROM attempts a WHERE a.delivery_id = deliveries.id AND a.lease_token = deliveries.lease_token AND a.finished_at IS NULL)`,
  );
  const prolong = database.prepare<[number, string, string]>(
    'UPDATE deliveries SET lease_until = ? WHERE id = ? AND lease_token = ?',
  );
  const selectNextUnblocking = database.prepare<[], { blocks_until: number }>(
    'SELECT blocks_until FROM deliveries WHERE blocks_until > 0 ORDER BY blocks_until LIMIT 1',
  );

  const claimOne = (id: string, now: number, leaseMs: number): Claim => {
    const leaseToken = createToken();
    const recovered = hold.get(leaseToken, now + leaseMs, now, id)?.interrupted === 1;
    const delivery = get(id);
    if (delivery === undefined) throw new Error(`Delivery ${id} is due but not on record.`);
    return { delivery, leaseToken, recovered };
  };

  return {
    claim: ({ now, limit, leaseMs, exceptTriggerIds }) =>
      commits.write(() => {
        recovery.recoverExpired(now);
        stopBlocking.run(now);
        return due.list({ now, limit, exceptTriggerIds }).map((id) => claimOne(id, now, leaseMs));
      }),
    extend: (deliveryId, leaseToken, until) =>
      commits.write(() => (prolong.run(until, deliveryId, leaseToken).changes === 1 ? 'ok' : 'stale')),
    release: (deliveryId, leaseToken) => commits.write(() => void letGo.run(deliveryId, leaseToken)),
    nextDueAt: async (exceptTriggerIds) => {
      const dueAt = due.nextAt(exceptTriggerIds);
      const unblocksAt = selectNextUnblocking.get()?.blocks_until ?? null;
      return dueAt === null || unblocksAt === null ? (dueAt ?? unblocksAt) : Math.min(dueAt, unblocksAt);
    },
    countBacklog: async (now, exceptTriggerIds) => countBacklog(now, exceptTriggerIds),
    recoverAll: (now) => commits.write(() => recovery.recoverAll(now)),
  };
}
