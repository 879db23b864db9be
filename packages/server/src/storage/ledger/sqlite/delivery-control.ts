import type { Database } from 'better-sqlite3';
import type { TemplatePin } from '../../../deliveries/delivery-store.ts';

type ControlResult = 'ok' | 'not-found' | 'not-possible';

/** What people do to deliveries, each to be run inside one transaction. */
export interface DeliveryControl {
  cancel(id: string, reason: string, now: number): ControlResult;
  cancelOfTrigger(triggerId: string, reason: string, now: number): number;
  retry(id: string, now: number, pin: TemplatePin | undefined): ControlResult;
}

const cancelled = `UPDATE deliveries SET status = 'cancelled', reason = ?, finished_at = ?, next_attempt_at = NULL,
  lease_token = NULL, lease_until = NULL WHERE status IN ('scheduled', 'sending', 'retrying')`;

export function prepareDeliveryControl(database: Database): DeliveryControl {
  const select = database.prepare<[string], { status: string; attempt_count: number }>(
    'SELECT status, attempt_count FROM deliveries WHERE id = ?',
  );
  const cancelOne = database.prepare<[string, number, string]>(`${cancelled} AND id = ?`);
  const cancelAll = database.prepare<[string, number, string]>(`${cancelled} AND kind = 'live' AND trigger_id = ?`);
  const makeDue = database.prepare<[number, string]>(
    `UPDATE deliveries SET status = CASE attempt_count WHEN 0 THEN 'scheduled' ELSE 'retrying' END, reason = NULL,
       next_attempt_at = ?, finished_at = NULL, interrupted = 0
     WHERE id = ? AND status IN ('exhausted', 'cancelled', 'failed-to-render', 'retrying')`,
  );
  const forgetDiagnostics = database.prepare<[string]>(`UPDATE deliveries SET diagnostics = '[]' WHERE id = ?`);
  const pinAnew = database.prepare<[string, number, string]>(
    'UPDATE deliveries SET template_id = ?, revision = ? WHERE id = ?',
  );
  const forgetRendered = database.prepare<[string]>('DELETE FROM rendered_deliveries WHERE delivery_id = ?');

  return {
    cancel: (id, reason, now) => {
      if (cancelOne.run(reason, now, id).changes === 1) return 'ok';
      return select.get(id) === undefined ? 'not-found' : 'not-possible';
    },
    cancelOfTrigger: (triggerId, reason, now) => cancelAll.run(reason, now, triggerId).changes,
    retry: (id, now, pin) => {
      const before = select.get(id);
      if (before === undefined) return 'not-found';
      if (makeDue.run(now, id).changes === 0) return 'not-possible';
      if (before.status !== 'failed-to-render') return 'ok';
      forgetDiagnostics.run(id);
      // After an attempt the bytes are fixed: every try of one delivery id carries the same.
      if (pin !== undefined && before.attempt_count === 0) {
        pinAnew.run(pin.templateId, pin.revision, id);
        forgetRendered.run(id);
      }
      return 'ok';
    },
  };
}
