import type {
  CreatedKey,
  Key,
  KeyInput,
  Page,
  PageQuery,
  Session,
  SignInLink,
  SignInLinkInput,
} from '../contract/index.ts';
import { pageOf } from '../http/page-of.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import { POSTMAP_COMMAND } from '../installation.ts';
import type { ServerDeps } from '../server-deps.ts';
import { generateKey, generateToken, hashSecret, keyPrefix } from './access-keys.ts';
import type { KeyRecord } from './key-record.ts';
import { linkOrigin } from './own-addresses.ts';
import type { Principal } from './principal.ts';

const SESSION_MS = 7 * 24 * 60 * 60_000;

type KeyDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'now' | 'newId' | 'randomBytes'>;
type SessionDeps = Pick<ServerDeps, 'ledger' | 'signInLinks' | 'addresses' | 'now' | 'randomBytes'>;

export async function listKeys({ workspace }: KeyDeps, query: PageQuery): Promise<Page<Key>> {
  const page = pageOf(await workspace.records.keys.list(), query);
  return { ...page, items: page.items.map(presentKey) };
}

export async function getKey({ workspace }: KeyDeps, id: string): Promise<Key> {
  const record = await workspace.records.keys.get(id);
  if (record === undefined) throw notFound('key', id);
  return presentKey(record);
}

/** Makes a key; only its hash is kept, so this answer is the only one that holds it. Who made it is on record before it works. */
export async function createKey(
  { workspace, ledger, now, newId, randomBytes }: KeyDeps,
  input: KeyInput,
  principal: Principal,
): Promise<CreatedKey> {
  const key = generateKey(randomBytes);
  const at = new Date(now()).toISOString();
  const record: KeyRecord = {
    id: newId('key'),
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...input,
    prefix: keyPrefix(key),
    hash: hashSecret(key),
  };
  await ledger.audit.add({ at: now(), actor: principal.name, action: `create-${input.role}-key`, subject: record.id });
  await workspace.write((writer) => writer.keys.put(record));
  return { ...presentKey(record), key };
}

export async function deleteKey({ workspace, ledger, now }: KeyDeps, id: string, { name }: Principal): Promise<void> {
  if (!(await workspace.write((writer) => writer.keys.delete(id)))) throw notFound('key', id);
  await ledger.audit.add({ at: now(), actor: name, action: 'delete-key', subject: id });
}

export function mintSignInLink(
  { signInLinks, addresses, now }: Pick<SessionDeps, 'signInLinks' | 'addresses' | 'now'>,
  { role }: SignInLinkInput,
): SignInLink {
  const { token, expiresAt } = signInLinks.mint(role, now());
  return { url: `${linkOrigin(addresses)}/sign-in?token=${token}`, role, expiresAt: new Date(expiresAt).toISOString() };
}

/** Uses a sign-in link up and begins a session with its role. */
export async function signIn(
  { ledger, signInLinks, now, randomBytes }: SessionDeps,
  linkToken: string,
): Promise<{ cookie: string; maxAgeSeconds: number }> {
  const at = now();
  const role = signInLinks.redeem(linkToken, at);
  if (role === undefined) {
    throw new ProblemError(
      'sign-in-expired',
      `This sign-in link was used already or is older than ten minutes. Make another one with: ${POSTMAP_COMMAND} sign-in`,
    );
  }
  const cookie = generateToken(randomBytes);
  await ledger.sessions.deleteExpired(at);
  await ledger.sessions.add({
    tokenHash: hashSecret(cookie),
    role,
    name: role,
    createdAt: at,
    expiresAt: at + SESSION_MS,
  });
  return { cookie, maxAgeSeconds: SESSION_MS / 1000 };
}

export async function signOut({ ledger }: Pick<SessionDeps, 'ledger'>, { sessionHash }: Principal): Promise<void> {
  if (sessionHash !== null) await ledger.sessions.delete(sessionHash);
}

export function describeSession({ role, name, expiresAt }: Principal): Session {
  return { role, name, expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString() };
}

function presentKey({ id, name, role, prefix, createdAt }: KeyRecord): Key {
  return { id, name, role, prefix, createdAt };
}
