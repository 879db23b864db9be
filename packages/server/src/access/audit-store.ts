/** Who saw an exact value, or did what cannot be undone. */
export interface AuditEntry {
  at: number;
  actor: string;
  action: string;
  subject: string;
}

export interface AuditStore {
  add(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(limit: number): Promise<AuditEntry[]>;
}
