import type { AuditEntry, Page, PageQuery } from '../contract/index.ts';

/** Who saw an exact value, let somebody in, or did what cannot be undone. `at` is in UTC milliseconds. */
export interface AuditRecord extends Omit<AuditEntry, 'at'> {
  at: number;
}

export interface AuditStore {
  add(entry: Omit<AuditRecord, 'id'>): Promise<void>;
  /** Newest first. Rejects with InvalidCursor. */
  list(query: PageQuery): Promise<Page<AuditRecord>>;
}
