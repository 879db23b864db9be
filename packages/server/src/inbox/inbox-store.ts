import type { InboxMessage, Page, PageQuery } from '../contract/index.ts';

export interface InboxRecord extends Omit<InboxMessage, 'body' | 'encoding' | 'receivedAt' | 'size'> {
  receivedAt: number;
  body: Uint8Array;
}

/** Requests and emails that the built-in receiver took; the newest 500 are kept. */
export interface InboxStore {
  add(message: InboxRecord): Promise<void>;
  get(id: string): Promise<InboxRecord | undefined>;
  /** Newest first. */
  list(query: PageQuery & { name?: string | undefined }): Promise<Page<InboxRecord>>;
  /** Deletes the messages of one name, or all. Answers how many there were. */
  clear(name?: string): Promise<number>;
}
