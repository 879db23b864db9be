import type { Database } from 'better-sqlite3';

/** Ends leases whose holder is gone, each to be run inside one transaction. */
export interface LeaseRecovery {
  /** Leases that ran out by `now`. */
  recoverExpired(now: number): number;
  /** Every lease, and every attempt still open. */
  recoverAll(now: number): number;
}

interface LeaseRow {
  id: string;
  lease_token: string;
}

const failure = JSON.stringify({
  code: 'interrupted',
  message: 'Postmap ended before the answer was on record; the receiver may have had this try.',
});
const interrupted = `UPDATE attempts SET outcome = 'interrupted', finished_at = ?, failure = '${failure}',
  summary = 'Interrupted: Postmap ended before the answer was on record. The receiver may have had this try.' WHERE finished_at IS NULL`;

export function prepareLeaseRecovery(database: Database): LeaseRecovery {
  const selectExpired = database.prepare<[number], LeaseRow>(
    `SELECT id, lease_token FROM deliveries WHERE due_at IS NOT NULL AND due_at <= ? AND status = 'sending'`,
  );
  const selectHeld = database.prepare<[], LeaseRow>(`SELECT id, lease_token FROM deliveries WHERE status = 'sending'`);
  const interruptAttempt = database.prepare<[number, string, string]>(
    `${interrupted} AND delivery_id = ? AND lease_token = ?`,
  );
  const interruptOpen = database.prepare<[number]>(interrupted);
  const endLease = database.prepare<[{ id: string; now: number; interrupted: number }]>(
    `UPDATE deliveries SET status = CASE attempt_count WHEN 0 THEN 'scheduled' ELSE 'retrying' END, next_attempt_at = @now,
       lease_token = NULL, lease_until = NULL, interrupted = max(interrupted, @interrupted),
       last_code = CASE @interrupted WHEN 1 THEN 'interrupted' ELSE last_code END
     WHERE id = @id`,
  );

  const recover = (leases: readonly LeaseRow[], now: number): number => {
    for (const { id, lease_token: token } of leases) {
      endLease.run({ id, now, interrupted: interruptAttempt.run(now, id, token).changes });
    }
    return leases.length;
  };

  return {
    recoverExpired: (now) => recover(selectExpired.all(now), now),
    recoverAll: (now) => {
      const count = recover(selectHeld.all(), now);
      // A cancelled delivery's attempt waits for its late holder, who is gone now.
      interruptOpen.run(now);
      return count;
    },
  };
}
