import type {
  ActiveSession,
  EndedSessions,
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
import { generateToken, hashSecret } from './access-keys.ts';
import { linkOrigin } from './own-addresses.ts';
import type { Principal } from './principal.ts';
import type { Caller, SessionRecord } from './session-store.ts';

const SESSION_MS = 7 * 24 * 60 * 60_000;

type LinkDeps = Pick<ServerDeps, 'ledger' | 'signInLinks' | 'addresses' | 'now'>;
type SignInDeps = Pick<ServerDeps, 'ledger' | 'signInLinks' | 'now' | 'newId' | 'randomBytes'>;
type SessionDeps = Pick<ServerDeps, 'ledger' | 'now'>;

/** Makes a link that signs in once; that it was made, and by whom, is on record before anybody has it. */
export async function mintSignInLink(
  { ledger, signInLinks, addresses, now }: LinkDeps,
  { role }: SignInLinkInput,
  { name }: Pick<Principal, 'name'>,
): Promise<SignInLink> {
  await ledger.audit.add({ at: now(), actor: name, action: 'create-sign-in-link', subject: `for the role ${role}` });
  const { token, expiresAt } = signInLinks.mint(role, now());
  return { url: `${linkOrigin(addresses)}/sign-in?token=${token}`, role, expiresAt: new Date(expiresAt).toISOString() };
}

/** Uses a sign-in link up and begins a session with its role. */
export async function signIn(
  { ledger, signInLinks, now, newId, randomBytes }: SignInDeps,
  linkToken: string,
  caller: Caller,
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
  const id = newId('ses');
  await ledger.sessions.deleteExpired(at);
  const subject = describeForAudit({ id, address: caller.address });
  await ledger.audit.add({ at, actor: role, action: 'sign-in', subject });
  await ledger.sessions.add({
    id,
    tokenHash: hashSecret(cookie),
    role,
    name: role,
    createdAt: at,
    expiresAt: at + SESSION_MS,
    lastUsedAt: at,
    ...caller,
  });
  return { cookie, maxAgeSeconds: SESSION_MS / 1000 };
}

export async function signOut({ ledger, now }: SessionDeps, { name, sessionHash }: Principal): Promise<void> {
  if (sessionHash === null) return;
  const session = await ledger.sessions.get(sessionHash);
  await ledger.sessions.delete(sessionHash);
  if (session !== undefined)
    await ledger.audit.add({ at: now(), actor: name, action: 'sign-out', subject: describeForAudit(session) });
}

export function describeSession({ role, name, expiresAt }: Principal): Session {
  return { role, name, expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString() };
}

/** Who is signed in, newest first. */
export async function listSessions(
  { ledger, now }: SessionDeps,
  query: PageQuery,
  principal: Principal,
): Promise<Page<ActiveSession>> {
  const page = pageOf(await ledger.sessions.list(now()), query);
  return { ...page, items: page.items.map((session) => presentSession(session, principal)) };
}

/** Ends one session, and with it the streams of its pages. */
export async function endSession({ ledger, now }: SessionDeps, id: string, { name }: Principal): Promise<void> {
  const session = (await ledger.sessions.list(now())).find((candidate) => candidate.id === id);
  if (session === undefined) throw notFound('session', id);
  await ledger.sessions.delete(session.tokenHash);
  const subject = `${session.role} ${describeForAudit(session)}`;
  await ledger.audit.add({ at: now(), actor: name, action: 'end-session', subject });
}

/** Ends every session but the one that asks: all of them where a key asks. */
export async function endOtherSessions(
  { ledger, now }: SessionDeps,
  { name, sessionHash }: Principal,
): Promise<EndedSessions> {
  const others = (await ledger.sessions.list(now())).filter(({ tokenHash }) => tokenHash !== sessionHash);
  await Promise.all(others.map(({ tokenHash }) => ledger.sessions.delete(tokenHash)));
  if (others.length > 0) {
    const subject = `${others.length} ${others.length === 1 ? 'session' : 'sessions'}`;
    await ledger.audit.add({ at: now(), actor: name, action: 'end-other-sessions', subject });
  }
  return { ended: others.length };
}

/** From where, first, because an id alone tells nobody whose the session is. */
function describeForAudit({ id, address }: Pick<SessionRecord, 'id' | 'address'>): string {
  return address === null ? id : `from ${address} (${id})`;
}

function presentSession(session: SessionRecord, { sessionHash }: Principal): ActiveSession {
  const { id, role, createdAt, lastUsedAt, expiresAt, address, userAgent, tokenHash } = session;
  return {
    id,
    role,
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: new Date(lastUsedAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    address,
    userAgent,
    current: tokenHash === sessionHash,
  };
}
