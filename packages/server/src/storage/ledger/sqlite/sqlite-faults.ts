import Database from 'better-sqlite3';
import { StorageUnavailable } from '../../storage-errors.ts';

/** True for what the disk, not the caller, is to blame for: full, unreadable, unwritable, locked. */
export function isStorageFault(error: unknown): boolean {
  return hasSqliteCode(error, [
    'SQLITE_FULL',
    'SQLITE_IOERR',
    'SQLITE_READONLY',
    'SQLITE_CANTOPEN',
    'SQLITE_BUSY',
    'SQLITE_NOMEM',
  ]);
}

/** Extended codes (`SQLITE_IOERR_WRITE`) count as their family. */
export function hasSqliteCode(error: unknown, families: readonly string[]): boolean {
  return (
    error instanceof Database.SqliteError &&
    families.some((family) => error.code === family || error.code.startsWith(`${family}_`))
  );
}

export function toStorageUnavailable(error: unknown): StorageUnavailable {
  const reason = error instanceof Error ? error.message : String(error);
  return new StorageUnavailable(
    `The ledger could not be written; nothing was kept: ${reason}. Free some disk space and try again.`,
    {
      cause: error,
    },
  );
}
