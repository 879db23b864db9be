import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { SettingsRecord } from '../settings/settings-record.ts';
import { LEDGER_SCHEMA_VERSION } from './ledger/sqlite/ledger-migrations.ts';
import { hasSqliteCode } from './ledger/sqlite/sqlite-faults.ts';
import { StorageRefused } from './storage-errors.ts';
import { DurableJsonFile } from './workspace/lowdb/durable-json-file.ts';
import { parseWorkspace } from './workspace/lowdb/workspace-document.ts';

/** How a file of the storage stands, looked at without changing it. */
export type StorageState =
  | { kind: 'missing' }
  /** Another process has it. */
  | { kind: 'held' }
  | { kind: 'readable'; summary: string }
  | { kind: 'refused'; message: string };

/** Reads a little of the ledger, and neither migrates it nor takes its lock for longer. */
export function inspectLedger(file: string): StorageState {
  if (!existsSync(file)) return { kind: 'missing' };
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true, timeout: 100 });
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version > LEDGER_SCHEMA_VERSION)
      return { kind: 'refused', message: `version ${version} was written by a newer Postmap: start that one` };
    const older = version < LEDGER_SCHEMA_VERSION ? `, brought up to ${LEDGER_SCHEMA_VERSION} at the next start` : '';
    return { kind: 'readable', summary: `version ${version}${older}` };
  } catch (error) {
    if (hasSqliteCode(error, ['SQLITE_BUSY', 'SQLITE_LOCKED'])) return { kind: 'held' };
    return { kind: 'refused', message: error instanceof Error ? error.message : String(error) };
  } finally {
    database?.close();
  }
}

/** The settings that a workspace keeps; undefined where it has none, or cannot be read. */
export async function readKeptSettings(file: string): Promise<SettingsRecord | undefined> {
  if ((await inspectWorkspace(file)).kind !== 'readable') return undefined;
  const workspace = await new DurableJsonFile({ file, keepBackups: 5, parse: parseWorkspace }).read();
  return workspace?.settings[0];
}

/** Reads the workspace as the server would. */
export async function inspectWorkspace(file: string): Promise<StorageState> {
  try {
    const workspace = await new DurableJsonFile({ file, keepBackups: 5, parse: parseWorkspace }).read();
    if (workspace === null) return { kind: 'missing' };
    const { customers, templates, triggers } = workspace;
    const summary = [countOf(customers, 'customer'), countOf(templates, 'template'), countOf(triggers, 'trigger')].join(
      ', ',
    );
    return { kind: 'readable', summary };
  } catch (error) {
    if (error instanceof StorageRefused) return { kind: 'refused', message: error.message };
    return { kind: 'refused', message: error instanceof Error ? error.message : String(error) };
  }
}

function countOf({ length }: readonly unknown[], noun: string): string {
  return `${length} ${noun}${length === 1 ? '' : 's'}`;
}
