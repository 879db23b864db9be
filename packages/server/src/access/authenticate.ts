import type { ServerDeps } from '../server-deps.ts';
import { hashSecret, isSameHash } from './access-keys.ts';
import type { Principal } from './principal.ts';

type AccessDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'adminKeyHash' | 'now'>;

/** What the audit calls whoever has the server's own admin key. */
const ADMIN_KEY_NAME = 'admin key';

/** Who a key belongs to; undefined when nobody. */
export async function authenticateKey(
  { workspace, adminKeyHash }: AccessDeps,
  key: string,
): Promise<Principal | undefined> {
  const hash = hashSecret(key);
  const byKey = { expiresAt: null, sessionHash: null };
  if (isSameHash(hash, adminKeyHash)) return { role: 'admin', name: ADMIN_KEY_NAME, keyId: null, ...byKey };
  const keys = await workspace.records.keys.list();
  const record = keys.find((candidate) => isSameHash(candidate.hash, hash));
  return record === undefined ? undefined : { role: record.role, name: record.name, keyId: record.id, ...byKey };
}

/** Who a session's cookie belongs to; undefined when it is unknown or over. */
export async function authenticateSession({ ledger, now }: AccessDeps, token: string): Promise<Principal | undefined> {
  const session = await ledger.sessions.get(hashSecret(token));
  if (session === undefined || session.expiresAt <= now()) return undefined;
  const { role, name, expiresAt, tokenHash } = session;
  return { role, name, expiresAt, sessionHash: tokenHash, keyId: null };
}
