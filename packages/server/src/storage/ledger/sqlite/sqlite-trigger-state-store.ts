import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { TriggerState, TriggerStateStore } from '../../../triggers/trigger-state-store.ts';
import { readJson } from './columns.ts';
import type { GroupCommit } from './group-commit.ts';

interface TriggerStateRow {
  trigger_id: string;
  paused_because: string | null;
  paused_at: number | null;
  test: string | null;
}

const testSchema = z
  .object({ deliveryId: z.string(), fingerprint: z.string(), succeeded: z.boolean(), at: z.number() })
  .nullable();

export function createTriggerStateStore(database: Database, commits: GroupCommit): TriggerStateStore {
  const selectOne = database.prepare<[string], TriggerStateRow>('SELECT * FROM trigger_states WHERE trigger_id = ?');
  const selectAll = database.prepare<[], TriggerStateRow>('SELECT * FROM trigger_states ORDER BY trigger_id');
  const pause = database.prepare<[string, string, number]>(
    `INSERT INTO trigger_states (trigger_id, paused_because, paused_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET paused_because = excluded.paused_because, paused_at = excluded.paused_at`,
  );
  const resume = database.prepare<[string]>(
    'UPDATE trigger_states SET paused_because = NULL, paused_at = NULL WHERE trigger_id = ?',
  );
  const recordTest = database.prepare<[string, string]>(
    'INSERT INTO trigger_states (trigger_id, test) VALUES (?, ?) ON CONFLICT DO UPDATE SET test = excluded.test',
  );
  const remove = database.prepare<[string]>('DELETE FROM trigger_states WHERE trigger_id = ?');
  const forgetFailures = database.prepare<[string]>('DELETE FROM failing_triggers WHERE trigger_id = ?');
  return {
    get: async (triggerId) => {
      const row = selectOne.get(triggerId);
      return row && toTriggerState(row);
    },
    list: async () => selectAll.all().map(toTriggerState),
    pause: (triggerId, because, now) => commits.write(() => void pause.run(triggerId, because, now)),
    resume: (triggerId) => commits.write(() => void resume.run(triggerId)),
    recordTest: (triggerId, test) => commits.write(() => void recordTest.run(triggerId, JSON.stringify(test))),
    delete: (triggerId) =>
      commits.write(() => {
        remove.run(triggerId);
        forgetFailures.run(triggerId);
      }),
  };
}

function toTriggerState(row: TriggerStateRow): TriggerState {
  return {
    triggerId: row.trigger_id,
    pausedBecause: row.paused_because,
    pausedAt: row.paused_at,
    test: readJson(testSchema, row.test ?? 'null'),
  };
}
