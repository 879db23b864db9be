import type { Database } from 'better-sqlite3';
import { createSqliteQueue } from '../../../queue/sqlite/sqlite-queue.ts';
import type { Ledger } from '../ledger.ts';
import { GroupCommit } from './group-commit.ts';
import type { OnCommit } from './group-commit.ts';
import { openDatabase } from './open-database.ts';
import { createAlertStore } from './sqlite-alert-store.ts';
import { createAuditStore } from './sqlite-audit-store.ts';
import { createBackfillStore } from './sqlite-backfill-store.ts';
import { createDeliveryStore } from './sqlite-delivery-store.ts';
import { createEventStore } from './sqlite-event-store.ts';
import { createInboxStore } from './sqlite-inbox-store.ts';
import { createKeyUseStore } from './sqlite-key-use-store.ts';
import { createRevisionStore } from './sqlite-revision-store.ts';
import { createSampleStore } from './sqlite-sample-store.ts';
import { createSessionStore } from './sqlite-session-store.ts';
import { createTriggerStateStore } from './sqlite-trigger-state-store.ts';

export interface SqliteLedgerOptions {
  file: string;
  /** How long opening waits for another process to let go of the file. It blocks. */
  busyTimeoutMs?: number;
  /** Makes lease tokens. */
  createToken?: () => string;
  now?: () => number;
  onCommit?: OnCommit;
}

/** Opens the ledger in one SQLite file, for this process alone. Rejects with StorageRefused; see openDatabase. */
export async function openSqliteLedger({ file, busyTimeoutMs, ...options }: SqliteLedgerOptions): Promise<Ledger> {
  return createSqliteLedger(openDatabase(file, busyTimeoutMs), options);
}

/** The ledger on an open database, which it closes. */
export function createSqliteLedger(
  database: Database,
  {
    createToken = () => crypto.randomUUID(),
    now = Date.now,
    onCommit,
  }: Omit<SqliteLedgerOptions, 'file' | 'busyTimeoutMs'> = {},
): Ledger {
  const commits = new GroupCommit(database, onCommit);
  const touch = database.prepare<[number]>('UPDATE health SET checked_at = ?');
  return {
    events: createEventStore(database, commits),
    deliveries: createDeliveryStore(database, commits),
    alerts: createAlertStore(database),
    backfills: createBackfillStore(database, commits),
    revisions: createRevisionStore(database, commits),
    triggerStates: createTriggerStateStore(database, commits),
    samples: createSampleStore(database, commits),
    inbox: createInboxStore(database, commits),
    sessions: createSessionStore(database, commits),
    keyUses: createKeyUseStore(database, commits),
    audit: createAuditStore(database, commits),
    queue: createSqliteQueue(database, commits, createToken),
    checkHealth: () => commits.write(() => void touch.run(now())),
    close: async () => {
      commits.close();
      database.close();
    },
  };
}
