import type { Database } from 'better-sqlite3';
import type { AttemptFinish, AttemptStart, NextState, RenderedDelivery } from '../../../deliveries/delivery-store.ts';
import { bindBytes } from './columns.ts';

interface NextRow {
  id: string;
  lease_token: string;
  status: string;
  reason: string | null;
  next_attempt_at: number | null;
  finished_at: number | null;
  last_code: string | null;
  diagnostics: string | null;
}

/** What a holder writes, each to be run inside one transaction. Where the lease is not the holder's any more, the delivery stays as it is. */
export interface AttemptWrites {
  start(id: string, leaseToken: string, start: AttemptStart): number | 'stale';
  finish(id: string, leaseToken: string, number: number, finish: AttemptFinish, next: NextState): 'ok' | 'stale';
  settle(id: string, leaseToken: string, next: NextState, now: number): 'ok' | 'stale';
}

export function prepareAttemptWrites(database: Database): AttemptWrites {
  const countAttempt = database.prepare<[string, string], { attempt_count: number; kind: string }>(
    `UPDATE deliveries SET attempt_count = attempt_count + 1
     WHERE id = ? AND lease_token = ? RETURNING attempt_count, kind`,
  );
  const insertAttempt = database.prepare(
    `INSERT INTO attempts (delivery_id, number, kind, lease_token, started_at, outcome, method, url, request_headers, summary)
     VALUES (?, ?, ?, ?, ?, 'in-progress', ?, ?, ?, 'The request is on its way.')`,
  );
  const insertRendered = database.prepare(
    `INSERT INTO rendered_deliveries (delivery_id, content_type, query, body_hash, diagnostics, target, body)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const updateTarget = database.prepare<[string, string]>(
    'UPDATE rendered_deliveries SET target = ? WHERE delivery_id = ?',
  );
  const finishAttempt = database.prepare(
    `UPDATE attempts SET finished_at = ?, duration_ms = ?, outcome = ?, response = ?, failure = ?, summary = ?
     WHERE delivery_id = ? AND number = ? AND lease_token = ? AND finished_at IS NULL`,
  );
  const moveOn = database.prepare<[NextRow]>(
    `UPDATE deliveries SET status = @status, reason = @reason, next_attempt_at = @next_attempt_at, finished_at = @finished_at,
       last_code = COALESCE(@last_code, last_code), diagnostics = COALESCE(@diagnostics, diagnostics),
       lease_token = NULL, lease_until = NULL, interrupted = 0
     WHERE id = @id AND lease_token = @lease_token`,
  );

  const raiseAlert = database.prepare<[string, string, number, string]>(
    'INSERT INTO alerts (delivery_id, level, at, message) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );

  const move = (row: NextRow, { alert }: NextState): 'ok' | 'stale' => {
    if (moveOn.run(row).changes === 0) return 'stale';
    if (alert !== undefined) raiseAlert.run(row.id, alert.level, alert.at, alert.message);
    return 'ok';
  };

  const storeRendered = (id: string, rendered: RenderedDelivery): void => {
    // Once on record the bytes stay: every try sends the same.
    insertRendered.run(
      id,
      rendered.contentType,
      rendered.query,
      rendered.bodyHash,
      JSON.stringify(rendered.diagnostics),
      JSON.stringify(rendered.target),
      bindBytes(rendered.body),
    );
  };

  return {
    start: (id, leaseToken, start) => {
      const counted = countAttempt.get(id, leaseToken);
      if (counted === undefined) return 'stale';
      const { attempt_count: number, kind } = counted;
      insertAttempt.run(
        id,
        number,
        kind,
        leaseToken,
        start.startedAt,
        start.method,
        start.url,
        JSON.stringify(start.requestHeaders),
      );
      if (start.rendered !== undefined) storeRendered(id, start.rendered);
      const target = start.target ?? start.rendered?.target;
      if (target !== undefined) updateTarget.run(JSON.stringify(target), id);
      return number;
    },
    finish: (id, leaseToken, number, finish, next) => {
      const { finishedAt, durationMs, outcome, response, failure, summary } = finish;
      const { changes: recorded } = finishAttempt.run(
        finishedAt,
        durationMs,
        outcome,
        response === null ? null : JSON.stringify(response),
        failure === null ? null : JSON.stringify(failure),
        summary,
        id,
        number,
        leaseToken,
      );
      if (recorded === 0) return 'stale';
      return move(toNextRow(id, leaseToken, next, finishedAt, finish.code), next);
    },
    settle: (id, leaseToken, next, now) => move(toNextRow(id, leaseToken, next, now, null), next),
  };
}

function toNextRow(id: string, leaseToken: string, next: NextState, now: number, code: string | null): NextRow {
  const waits = next.status === 'retrying';
  return {
    id,
    lease_token: leaseToken,
    status: next.status,
    reason: next.reason,
    next_attempt_at: waits ? next.nextAttemptAt : null,
    finished_at: waits ? null : now,
    last_code: code,
    diagnostics: next.diagnostics === undefined ? null : JSON.stringify(next.diagnostics),
  };
}
