import type { KeyRecord } from '../../access/key-record.ts';
import type { CatalogRecord } from '../../catalog/catalog-record.ts';
import type { KindRecord } from '../../catalog/kind-record.ts';
import type { CustomerRecord } from '../../customers/customer-record.ts';
import type { FeedRecord } from '../../feeds/feed-record.ts';
import type { SettingsRecord } from '../../settings/settings-record.ts';
import type { CaseRecord } from '../../templates/case-record.ts';
import type { TemplateRecord } from '../../templates/template-record.ts';
import type { TriggerRecord } from '../../triggers/trigger-record.ts';

/** The collections of the workspace, by name. */
export interface WorkspaceRecords {
  feeds: FeedRecord;
  customers: CustomerRecord;
  templates: TemplateRecord;
  cases: CaseRecord;
  triggers: TriggerRecord;
  keys: KeyRecord;
  catalog: CatalogRecord;
  kinds: KindRecord;
  settings: SettingsRecord;
}
export type CollectionName = keyof WorkspaceRecords;

/** Values read are the caller's own: changing them changes nothing kept. Lists are in order of creation. */
export interface ReadCollection<T> {
  get(id: string): Promise<T | undefined>;
  list(): Promise<T[]>;
}

export interface Collection<T> extends ReadCollection<T> {
  /**
   * Adds or replaces the record with this id. `record.version` must be 1 for a new record and one more than the kept one's for a change,
   * else VersionConflict.
   */
  put(record: T): Promise<void>;
  delete(id: string): Promise<boolean>;
}

export type WorkspaceReader = { readonly [N in CollectionName]: ReadCollection<WorkspaceRecords[N]> };
export type WorkspaceWriter = { readonly [N in CollectionName]: Collection<WorkspaceRecords[N]> } & {
  /** Marks that are set once, such as `demo-seeded`. */
  setMark(name: string): Promise<void>;
};

/** What people edit: feeds, customers, templates and their cases, triggers, keys, settings, and what they changed in the catalog. */
export interface Workspace {
  readonly records: WorkspaceReader;
  hasMark(name: string): Promise<boolean>;
  /**
   * Runs `change` alone (one at a time) on all collections; what it did is durable (fsync) when the promise resolves, and undone whole
   * when it rejects. Reads inside see its own writes.
   */
  write<R>(change: (writer: WorkspaceWriter) => Promise<R>): Promise<R>;
  /** Calls `listener` after every committed write, with the collections that it changed. Answers a function that ends it. */
  onChange(listener: (changed: readonly CollectionName[]) => void): () => void;
  close(): Promise<void>;
}

/** A record was changed by somebody else since it was read. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}
