import type { Database } from 'better-sqlite3';
import type { NewDelivery } from '../../../deliveries/delivery-store.ts';
import { throttleDelivery, windowForgottenAt } from '../../../deliveries/throttle-window.ts';
import type { ThrottleRule, ThrottleWindow } from '../../../deliveries/throttle-window.ts';
import { prepareDeliveryInsert } from './delivery-row.ts';

interface WindowRow {
  trigger_id: string;
  key: string;
  ends_at: number;
  count: number;
  waiting_id: string | null;
  waiting_since: number | null;
  forget_at: number;
}

/** Windows that are over, removed with each new delivery that a throttle meets: more than one, so that they do not pile up. */
const FORGOTTEN_AT_ONCE = 10;

/**
 * Puts a new delivery on record, to be run inside one transaction with its event: there a throttle decides, from what is on record. Answers the
 * id of the delivery that ends for it, or null.
 */
export function prepareDeliveryIntake(database: Database): (delivery: NewDelivery) => string | null {
  const insert = prepareDeliveryInsert(database);
  const selectWindow = database.prepare<[string, string], WindowRow>(
    'SELECT * FROM throttle_windows WHERE trigger_id = ? AND key = ?',
  );
  const putWindow = database.prepare<[WindowRow]>(
    `INSERT INTO throttle_windows (trigger_id, key, ends_at, count, waiting_id, waiting_since, forget_at)
     VALUES (@trigger_id, @key, @ends_at, @count, @waiting_id, @waiting_since, @forget_at)
     ON CONFLICT DO UPDATE SET ends_at = excluded.ends_at, count = excluded.count, waiting_id = excluded.waiting_id,
       waiting_since = excluded.waiting_since, forget_at = excluded.forget_at`,
  );
  const forgetWindows = database.prepare<[number]>(
    `DELETE FROM throttle_windows WHERE (trigger_id, key) IN
       (SELECT trigger_id, key FROM throttle_windows WHERE forget_at <= ? ORDER BY forget_at LIMIT ${FORGOTTEN_AT_ONCE})`,
  );
  // One that a person cancelled, or that is on its way by now, stays what it is.
  const drop = database.prepare<[string, number, string]>(
    `UPDATE deliveries SET status = 'throttled', reason = ?, next_attempt_at = NULL, finished_at = ?
     WHERE id = ? AND status = 'scheduled' AND attempt_count = 0`,
  );

  const throttle = (delivery: NewDelivery, rule: ThrottleRule): string | null => {
    const { id, triggerId, createdAt: at, nextAttemptAt } = delivery;
    const known = selectWindow.get(triggerId, rule.key);
    const { window, goesAt, dropped } = throttleDelivery(known && toWindow(known), { id, at }, rule);
    // A delay puts off what the throttle lets go, whenever that is.
    const delay = (nextAttemptAt ?? at) - at;
    insert({ ...delivery, nextAttemptAt: goesAt + delay });
    putWindow.run(toRow(triggerId, rule, window));
    forgetWindows.run(at);
    if (dropped === null) return null;
    return drop.run(describeDrop(dropped.for), at, dropped.id).changes === 0 ? null : dropped.id;
  };

  return (delivery) => {
    if (delivery.throttle !== undefined && delivery.status === 'scheduled')
      return throttle(delivery, delivery.throttle);
    insert(delivery);
    return null;
  };
}

function describeDrop(latest: string): string {
  return `The throttle of the trigger sends only the latest event of its window, and ${latest} came later`;
}

function toWindow({ ends_at: endsAt, count, waiting_id: id, waiting_since: since }: WindowRow): ThrottleWindow {
  return { endsAt, count, waiting: id === null || since === null ? null : { id, since } };
}

function toRow(triggerId: string, { key, windowMs }: ThrottleRule, window: ThrottleWindow): WindowRow {
  return {
    trigger_id: triggerId,
    key,
    ends_at: window.endsAt,
    count: window.count,
    waiting_id: window.waiting?.id ?? null,
    waiting_since: window.waiting?.since ?? null,
    forget_at: windowForgottenAt(window, windowMs),
  };
}
