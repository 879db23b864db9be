import type { Database } from 'better-sqlite3';
import { StorageRefused } from '../../storage-errors.ts';
import { accessUses } from './migrations/access-uses.ts';
import { dueByTrigger } from './migrations/due-by-trigger.ts';
import { eventSearch } from './migrations/event-search.ts';
import { firstSchema } from './migrations/first-schema.ts';
import { frozenPartials } from './migrations/frozen-partials.ts';
import { inboxEmails } from './migrations/inbox-emails.ts';
import { minuteFigures } from './migrations/minute-figures.ts';
import { queriesAndFormatOptions } from './migrations/queries-and-format-options.ts';
import { timingAndOrder } from './migrations/timing-and-order.ts';

/** `migrations[n]` brings a database of `user_version` n to n + 1. A released step never changes. */
const migrations: readonly string[] = [
  firstSchema,
  queriesAndFormatOptions,
  timingAndOrder,
  dueByTrigger,
  inboxEmails,
  eventSearch,
  minuteFigures,
  frozenPartials,
  accessUses,
];

/** The version that this Postmap writes. */
export const LEDGER_SCHEMA_VERSION = migrations.length;

/** Brings the schema up to date, each step in one transaction. Throws StorageRefused when a newer Postmap wrote the file. */
export function migrateLedger(database: Database): void {
  const version = database.pragma('user_version', { simple: true });
  if (typeof version !== 'number') throw new StorageRefused(`${database.name}: its version cannot be read.`);
  if (version > migrations.length) {
    throw new StorageRefused(
      `${database.name}: version ${version} was written by a newer Postmap; this one reads up to ${migrations.length}. Start the newer Postmap.`,
    );
  }
  migrations.slice(version).forEach((sql, step) => {
    database
      .transaction(() => {
        database.exec(sql);
        database.pragma(`user_version = ${version + step + 1}`);
      })
      .immediate();
  });
}
