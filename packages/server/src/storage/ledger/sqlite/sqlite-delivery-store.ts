import type { Database } from 'better-sqlite3';
import type { DeliveryStore } from '../../../deliveries/delivery-store.ts';
import { toAttempt } from './attempt-row.ts';
import type { AttemptRow } from './attempt-row.ts';
import { prepareAttemptWrites } from './attempt-writes.ts';
import { prepareDeliveryControl } from './delivery-control.ts';
import { prepareDeliveryList } from './delivery-list.ts';
import { prepareDeliveryGet } from './delivery-row.ts';
import { prepareDeliveryStats } from './delivery-stats.ts';
import { prepareNewestDeliveries } from './newest-deliveries.ts';
import type { GroupCommit } from './group-commit.ts';

export function createDeliveryStore(database: Database, commits: GroupCommit): DeliveryStore {
  const get = prepareDeliveryGet(database);
  const list = prepareDeliveryList(database);
  const stats = prepareDeliveryStats(database);
  const writes = prepareAttemptWrites(database);
  const control = prepareDeliveryControl(database);
  const listNewest = prepareNewestDeliveries(database);
  const selectAttempts = database.prepare<[string], AttemptRow>(
    'SELECT * FROM attempts WHERE delivery_id = ? ORDER BY number',
  );
  return {
    get: async (id) => get(id),
    list: async (query) => list(query),
    listAttempts: async (deliveryId) => selectAttempts.all(deliveryId).map(toAttempt),
    listNewest: async (triggerId, most) => listNewest(triggerId, most),
    startAttempt: (id, leaseToken, start) => commits.write(() => writes.start(id, leaseToken, start)),
    finishAttempt: (id, leaseToken, number, finish, next) =>
      commits.write(() => writes.finish(id, leaseToken, number, finish, next)),
    settle: (id, leaseToken, next, now) => commits.write(() => writes.settle(id, leaseToken, next, now)),
    cancelOfTrigger: (triggerId, reason, now) => commits.write(() => control.cancelOfTrigger(triggerId, reason, now)),
    cancel: (id, reason, now) => commits.write(() => control.cancel(id, reason, now)),
    retry: (id, now, pin) => commits.write(() => control.retry(id, now, pin)),
    stats: async (now) => stats(now),
  };
}
