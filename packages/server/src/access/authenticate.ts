import type { ServerDeps } from '../server-deps.ts';
import { hashSecret, isSameHash } from './access-keys.ts';
import type { Principal } from './principal.ts';

type AccessDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'adminKeyHash' | 'now'>;

/** Who a key belongs to; undefined when nobody. */
export async function authenticateKey(
  { workspace, adminKeyHash }: AccessDeps,
  key: string,
): Promise<Principal | undefined> {
  const hash = hashSecret(key);
  const byKey = { expiresAt: null, sessionHash: null };
  if (isSameHash(hash, adminKeyHash)) return { role: 'admin', name: 'admin key', ...byKey };
  const keys = await workspace.records.keys.list();
  const record = keys.find((candidate) => isSameHash(candidate.hash, hash));
  return record === undefined ? undefined : { role: record.role, name: record.name, ...byKey };
}

/** Who a session's cookie belongs to; undefined when it is unknown or over. */
export async function authenticateSession({ ledger, now }: AccessDeps, token: string): Promise<Principal | undefined> {
  const session = await ledger.sessions.get(hashSecret(token));
  if (session === undefined || session.expiresAt <= now()) return undefined;
  return { role: session.role, name: session.name, expiresAt: session.expiresAt, sessionHash: session.tokenHash };
}
