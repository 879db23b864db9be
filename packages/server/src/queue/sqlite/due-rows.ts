import type { Database } from 'better-sqlite3';
import type { ClaimQuery } from '../queue.ts';

/** Reads what is due; whoever claims it does so in the same transaction. */
export interface DueRows {
  /** Ids of deliveries, oldest due first. */
  list(query: Omit<ClaimQuery, 'leaseMs'>): string[];
  /** See {@link Queue.nextDueAt}. */
  nextAt(exceptTriggerIds: readonly string[]): number | null;
}

interface DueRow {
  id: string;
  trigger_id: string;
  kind: string;
  status: string;
  due_at: number;
}

/**
 * So many rows are looked at one by one. Behind a paused trigger's backlog there may be any number (100,000 took 27 ms for each claim), so
 * beyond them the index by trigger is asked: one step for each trigger that has something waiting (0.4 ms for 100, 18 ms for 10,000).
 */
const WINDOW = 500;

const isWaiting = `due_at IS NOT NULL AND kind = 'live' AND status <> 'sending'`;
/** A skip scan: each trigger with something waiting, but for those excepted. */
const openTriggers = `WITH RECURSIVE waiting (trigger_id) AS (
    SELECT min(trigger_id) FROM deliveries WHERE ${isWaiting}
    UNION ALL
    SELECT (SELECT min(trigger_id) FROM deliveries WHERE ${isWaiting} AND trigger_id > waiting.trigger_id)
    FROM waiting WHERE waiting.trigger_id IS NOT NULL
  ), open (trigger_id) AS (
    SELECT trigger_id FROM waiting WHERE trigger_id IS NOT NULL AND trigger_id NOT IN (SELECT value FROM json_each(@except))
  )`;
/** Tests go whatever their trigger. */
const isTest = `due_at IS NOT NULL AND kind = 'test' AND status <> 'sending'`;

export function prepareDueRows(database: Database): DueRows {
  const columns = 'id, trigger_id, kind, status, due_at';
  const selectDue = database.prepare<[number, number], DueRow>(
    `SELECT ${columns} FROM deliveries WHERE due_at IS NOT NULL AND due_at <= ? AND status <> 'sending' ORDER BY due_at, id LIMIT ?`,
  );
  const selectNext = database.prepare<[number], DueRow>(
    `SELECT ${columns} FROM deliveries WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ?`,
  );
  const selectDueOfOpen = database.prepare<[{ now: number; limit: number; except: string }], { id: string }>(
    `${openTriggers}, due (id, due_at) AS (
       SELECT delivery.id, delivery.due_at FROM open CROSS JOIN deliveries delivery ON delivery.id IN (
         SELECT id FROM deliveries WHERE ${isWaiting} AND trigger_id = open.trigger_id AND due_at <= @now ORDER BY due_at, id LIMIT @limit)
       UNION ALL
       SELECT * FROM (SELECT id, due_at FROM deliveries WHERE ${isTest} AND due_at <= @now ORDER BY due_at, id LIMIT @limit)
     ) SELECT id FROM due ORDER BY due_at, id LIMIT @limit`,
  );
  const selectNextOfOpen = database.prepare<[{ except: string }], { due_at: number | null }>(
    `${openTriggers} SELECT min(due_at) AS due_at FROM (
       SELECT (SELECT min(due_at) FROM deliveries WHERE ${isWaiting} AND trigger_id = open.trigger_id) AS due_at FROM open
       UNION ALL SELECT min(due_at) FROM deliveries WHERE ${isTest}
       UNION ALL SELECT min(due_at) FROM deliveries WHERE due_at IS NOT NULL AND status = 'sending')`,
  );

  return {
    list({ now, limit, exceptTriggerIds }) {
      const rows = selectDue.all(now, WINDOW);
      const excepted = new Set(exceptTriggerIds);
      const open = rows.filter((row) => row.kind === 'test' || !excepted.has(row.trigger_id)).slice(0, limit);
      if (open.length === limit || rows.length < WINDOW) return open.map(({ id }) => id);
      return selectDueOfOpen.all({ now, limit, except: JSON.stringify(exceptTriggerIds) }).map(({ id }) => id);
    },
    nextAt(exceptTriggerIds) {
      const rows = selectNext.all(WINDOW);
      const excepted = new Set(exceptTriggerIds);
      const first = rows.find(
        (row) => row.status === 'sending' || row.kind === 'test' || !excepted.has(row.trigger_id),
      );
      if (first !== undefined || rows.length < WINDOW) return first?.due_at ?? null;
      return selectNextOfOpen.get({ except: JSON.stringify(exceptTriggerIds) })?.due_at ?? null;
    },
  };
}
