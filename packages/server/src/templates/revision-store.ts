import type { Revision } from '../contract/index.ts';

/** Published revisions: added once, never changed. */
export interface RevisionStore {
  /** Durable when the promise resolves. Rejects when `(templateId, revision)` exists already. */
  add(revision: Revision): Promise<void>;
  get(templateId: string, revision: number): Promise<Revision | undefined>;
  /** Newest first. */
  list(templateId: string): Promise<Revision[]>;
}
