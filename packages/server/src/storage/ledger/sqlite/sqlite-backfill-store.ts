import type { Database } from 'better-sqlite3';
import type { NewDelivery } from '../../../deliveries/delivery-store.ts';
import type { BackfillRecord, BackfillStore } from '../../../triggers/backfill-store.ts';
import { prepareDeliveryInsert } from './delivery-row.ts';
import { eventSummaryColumns, toEventSummary } from './event-row.ts';
import type { EventRow } from './event-row.ts';
import type { GroupCommit } from './group-commit.ts';

interface BackfillRow {
  trigger_id: string;
  template_id: string;
  revision: number;
  after_id: string;
  until_id: string;
  count: number;
  complete: number;
}

const isDelivered = `status NOT IN ('filtered', 'held-back') AND kind = 'live'`;

export function createBackfillStore(database: Database, commits: GroupCommit): BackfillStore {
  const select = database.prepare<[string], BackfillRow>('SELECT * FROM backfills WHERE trigger_id = ?');
  const selectOpen = database.prepare<[], BackfillRow>(
    'SELECT * FROM backfills WHERE complete = 0 ORDER BY trigger_id',
  );
  const insert = database.prepare<[string, string, number, string, string]>(
    `INSERT INTO backfills (trigger_id, template_id, revision, after_id, until_id) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET template_id = excluded.template_id, revision = excluded.revision, after_id = excluded.after_id,
       until_id = excluded.until_id, count = 0, complete = 0 WHERE backfills.complete = 1`,
  );
  const moveOn = database.prepare<
    [{ afterId: string; complete: number; count: number; triggerId: string; from: string }]
  >(
    `UPDATE backfills SET after_id = @afterId, complete = @complete, count = count + @count
     WHERE trigger_id = @triggerId AND after_id = @from AND complete = 0`,
  );
  const remove = database.prepare<[string]>('DELETE FROM backfills WHERE trigger_id = ?');
  const selectOfType = database.prepare<[string, string, string, number], { event_id: string }>(
    'SELECT event_id FROM event_types WHERE type = ? AND event_id > ? AND event_id <= ? ORDER BY event_id LIMIT ?',
  );
  const selectEvents = database.prepare<[string], EventRow>(
    `SELECT ${eventSummaryColumns} FROM events WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  );
  const selectDelivered = database.prepare<[string, string], { event_id: string }>(
    `SELECT DISTINCT event_id FROM deliveries WHERE event_id IN (SELECT value FROM json_each(?)) AND trigger_id = ? AND ${isDelivered}`,
  );
  const insertDelivery = prepareDeliveryInsert(database);

  const listDelivered = (triggerId: string, eventIds: readonly string[]): string[] =>
    selectDelivered.all(JSON.stringify(eventIds), triggerId).map(({ event_id: id }) => id);

  const advance = (
    { triggerId, afterId: from }: BackfillRecord,
    { afterId, complete }: { afterId: string; complete: boolean },
    deliveries: readonly NewDelivery[],
  ): BackfillRecord | undefined => {
    const eventIds = deliveries.map(({ eventId }) => eventId);
    const delivered = new Set(listDelivered(triggerId, eventIds));
    const left = deliveries.filter(({ eventId }) => !delivered.has(eventId));
    const change = { afterId, complete: complete ? 1 : 0, count: left.length, triggerId, from };
    if (moveOn.run(change).changes === 0) return undefined;
    for (const delivery of left) insertDelivery(delivery);
    const row = select.get(triggerId);
    return row && toRecord(row);
  };

  return {
    get: async (triggerId) => {
      const row = select.get(triggerId);
      return row && toRecord(row);
    },
    listOpen: async () => selectOpen.all().map(toRecord),
    begin: (backfill) =>
      commits.write(() => {
        const { triggerId, templateId, revision, afterId, untilId } = backfill;
        insert.run(triggerId, templateId, revision, afterId, untilId);
        const row = select.get(triggerId);
        if (row === undefined) throw new Error(`The backfill of ${triggerId} is not on record.`);
        return toRecord(row);
      }),
    listEvents: async ({ types, afterId, untilId, limit }) => {
      const found = types.flatMap((type) => selectOfType.all(type, afterId, untilId, limit));
      const ids = [...new Set(found.map(({ event_id: id }) => id))].toSorted().slice(0, limit);
      return selectEvents.all(JSON.stringify(ids)).map(toEventSummary);
    },
    listDelivered: async (triggerId, eventIds) => listDelivered(triggerId, eventIds),
    advance: (from, to, deliveries) => commits.write(() => advance(from, to, deliveries)),
    delete: (triggerId) => commits.write(() => void remove.run(triggerId)),
  };
}

function toRecord(row: BackfillRow): BackfillRecord {
  return {
    triggerId: row.trigger_id,
    templateId: row.template_id,
    revision: row.revision,
    afterId: row.after_id,
    untilId: row.until_id,
    count: row.count,
    complete: row.complete === 1,
  };
}
