import type { AuditEntry, Page, PageQuery } from '../contract/index.ts';
import type { ServerDeps } from '../server-deps.ts';

/** Who did what, newest first. */
export async function listAudit({ ledger }: Pick<ServerDeps, 'ledger'>, query: PageQuery): Promise<Page<AuditEntry>> {
  const { items, nextCursor } = await ledger.audit.list(query);
  return { items: items.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })), nextCursor };
}
