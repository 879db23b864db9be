import { z } from 'zod';
import { keyRecordSchema } from '../../../access/key-record.ts';
import { catalogRecordSchema } from '../../../catalog/catalog-record.ts';
import { kindRecordSchema } from '../../../catalog/kind-record.ts';
import { customerRecordSchema } from '../../../customers/customer-record.ts';
import { feedRecordSchema } from '../../../feeds/feed-record.ts';
import { settingsRecordSchema } from '../../../settings/settings-record.ts';
import { caseRecordSchema } from '../../../templates/case-record.ts';
import { templateRecordSchema } from '../../../templates/template-record.ts';
import { triggerRecordSchema } from '../../../triggers/trigger-record.ts';
import { VersionConflict } from '../workspace.ts';
import type { Collection, CollectionName, ReadCollection, WorkspaceRecords, WorkspaceWriter } from '../workspace.ts';
import { describeIssues } from './workspace-document.ts';
import type { WorkspaceDocument } from './workspace-document.ts';
import { WORKSPACE_SCHEMA_VERSION } from './workspace-migrations.ts';

/** One committed state of the workspace, by id in order of creation. Never changed: a write makes a new one. */
export type RecordTables = { readonly [N in CollectionName]: ReadonlyMap<string, WorkspaceRecords[N]> } & {
  readonly marks: ReadonlySet<string>;
};

export function toTables(document: WorkspaceDocument): RecordTables {
  return {
    marks: new Set(document.marks),
    feeds: indexById(document.feeds),
    customers: indexById(document.customers),
    templates: indexById(document.templates),
    cases: indexById(document.cases),
    triggers: indexById(document.triggers),
    keys: indexById(document.keys),
    catalog: indexById(document.catalog),
    kinds: indexById(document.kinds),
    settings: indexById(document.settings),
  };
}

export function toDocument(tables: RecordTables): WorkspaceDocument {
  return {
    schemaVersion: WORKSPACE_SCHEMA_VERSION,
    marks: [...tables.marks],
    feeds: [...tables.feeds.values()],
    customers: [...tables.customers.values()],
    templates: [...tables.templates.values()],
    cases: [...tables.cases.values()],
    triggers: [...tables.triggers.values()],
    keys: [...tables.keys.values()],
    catalog: [...tables.catalog.values()],
    kinds: [...tables.kinds.values()],
    settings: [...tables.settings.values()],
  };
}

function isCollection(name: string): name is CollectionName {
  return name !== 'marks';
}

/** The collections that differ between two states. A write copies each table it touches, so that comparing references is enough. */
export function listChanged(before: RecordTables, after: RecordTables): CollectionName[] {
  return Object.keys(after)
    .filter(isCollection)
    .filter((name) => before[name] !== after[name]);
}

/** Reads whatever table `current` answers at the time, and hands out copies. */
export function readTable<T>(current: () => ReadonlyMap<string, T>): ReadCollection<T> {
  return {
    get: async (id) => structuredClone(current().get(id)),
    list: async () => Array.from(current().values(), (record) => structuredClone(record)),
  };
}

/** A state in the making: writes go to copies of the tables they touch, so that dropping the draft undoes them all. */
export class Draft {
  #marks: ReadonlySet<string>;
  #ended = false;
  readonly #feeds;
  readonly #customers;
  readonly #templates;
  readonly #cases;
  readonly #triggers;
  readonly #keys;
  readonly #catalog;
  readonly #kinds;
  readonly #settings;

  constructor(base: RecordTables) {
    const assertOpen = (): void => this.#assertOpen();
    this.#marks = base.marks;
    this.#feeds = new DraftTable('feeds', base.feeds, feedRecordSchema, assertOpen);
    this.#customers = new DraftTable('customers', base.customers, customerRecordSchema, assertOpen);
    this.#templates = new DraftTable('templates', base.templates, templateRecordSchema, assertOpen);
    this.#cases = new DraftTable('cases', base.cases, caseRecordSchema, assertOpen);
    this.#triggers = new DraftTable('triggers', base.triggers, triggerRecordSchema, assertOpen);
    this.#keys = new DraftTable('keys', base.keys, keyRecordSchema, assertOpen);
    this.#catalog = new DraftTable('catalog', base.catalog, catalogRecordSchema, assertOpen);
    this.#kinds = new DraftTable('kinds', base.kinds, kindRecordSchema, assertOpen);
    this.#settings = new DraftTable('settings', base.settings, settingsRecordSchema, assertOpen);
  }

  readonly writer = (): WorkspaceWriter => ({
    feeds: this.#feeds,
    customers: this.#customers,
    templates: this.#templates,
    cases: this.#cases,
    triggers: this.#triggers,
    keys: this.#keys,
    catalog: this.#catalog,
    kinds: this.#kinds,
    settings: this.#settings,
    setMark: async (name) => {
      this.#assertOpen();
      if (!this.#marks.has(name)) this.#marks = new Set(this.#marks).add(name);
    },
  });

  /** The state with every write so far; writes after this are refused. */
  end(): RecordTables {
    this.#ended = true;
    return {
      marks: this.#marks,
      feeds: this.#feeds.rows,
      customers: this.#customers.rows,
      templates: this.#templates.rows,
      cases: this.#cases.rows,
      triggers: this.#triggers.rows,
      keys: this.#keys.rows,
      catalog: this.#catalog.rows,
      kinds: this.#kinds.rows,
      settings: this.#settings.rows,
    };
  }

  #assertOpen(): void {
    if (this.#ended) throw new Error('The write that this writer belonged to has ended.');
  }
}

class DraftTable<T extends { id: string; version: number }> implements Collection<T> {
  #rows: ReadonlyMap<string, T>;
  #ownRows: Map<string, T> | undefined;
  readonly #name: CollectionName;
  readonly #schema: z.ZodType<T>;
  readonly #assertOpen: () => void;
  readonly #read: ReadCollection<T>;

  constructor(name: CollectionName, rows: ReadonlyMap<string, T>, schema: z.ZodType<T>, assertOpen: () => void) {
    this.#name = name;
    this.#rows = rows;
    this.#schema = schema;
    this.#assertOpen = assertOpen;
    this.#read = readTable(() => this.#rows);
  }

  get rows(): ReadonlyMap<string, T> {
    return this.#rows;
  }

  get(id: string): Promise<T | undefined> {
    return this.#read.get(id);
  }

  list(): Promise<T[]> {
    return this.#read.list();
  }

  async put(record: T): Promise<void> {
    this.#assertOpen();
    const kept = this.#rows.get(record.id);
    const expected = (kept?.version ?? 0) + 1;
    if (record.version !== expected) {
      throw new VersionConflict(
        kept === undefined
          ? `${this.#name} has no "${record.id}": a new record has version 1, not ${record.version}.`
          : `${this.#name} "${record.id}" is at version ${kept.version}, so that a change must be version ${expected}, not ${record.version}.`,
      );
    }
    // What the schema refuses now would be refused at the next start, when nobody could put it right.
    const checked = this.#schema.safeParse(structuredClone(record));
    if (!checked.success) throw new Error(`${this.#name} "${record.id}": ${describeIssues(checked.error)}`);
    this.#own().set(record.id, checked.data);
  }

  async delete(id: string): Promise<boolean> {
    this.#assertOpen();
    return this.#rows.has(id) && this.#own().delete(id);
  }

  /** Copied once, at the first write: a write that fills a table stays linear. */
  #own(): Map<string, T> {
    this.#ownRows ??= new Map(this.#rows);
    this.#rows = this.#ownRows;
    return this.#ownRows;
  }
}

function indexById<T extends { id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}
