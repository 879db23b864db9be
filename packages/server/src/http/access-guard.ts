import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { Context } from 'hono';
import { ACCESS_RULES, isAllowed } from '../access/access-rules.ts';
import type { AccessRule } from '../access/access-rules.ts';
import { authenticateKey, authenticateSession } from '../access/authenticate.ts';
import { isOwnHost, isOwnOrigin } from '../access/own-addresses.ts';
import type { Principal } from '../access/principal.ts';
import { SESSION_COOKIE } from '../access/session-cookie.ts';
import { POSTMAP_COMMAND } from '../installation.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { AppEnv } from './app-env.ts';
import { ProblemError } from './problem-error.ts';
import { readCaller } from './read-caller.ts';

/** Refuses host names that are not this server's, except where other systems post to it under whatever name they know. */
export function guardHost({ addresses }: Pick<ServerDeps, 'addresses'>) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const host = c.req.header('host');
    const isOpen = /^\/(?:in|inbox)\//.test(c.req.path);
    if (!isOpen && !isOwnHost(host, addresses, c.env.incoming.socket.localAddress)) {
      throw new ProblemError(
        'host-refused',
        `This server does not answer to the host name ${JSON.stringify(host ?? '')}: set POSTMAP_PUBLIC_URL to the address that people use.`,
      );
    }
    await next();
  });
}

/** Lets a request through to its route when the table of access rules does. */
export function guardAccess(deps: ServerDeps) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const rule = findRule(c);
    if (rule !== undefined && rule !== 'open') {
      const principal = await identify(c, deps);
      deps.lastUses.note(principal, readCaller(c, deps));
      if (!isAllowed(principal.role, rule)) throw refuseRole(principal, rule);
      c.set('principal', principal);
    }
    await next();
  });
}

/** The rule of the route that will answer; undefined when none will. */
function findRule(c: Context<AppEnv>): AccessRule | undefined {
  const names = matchedRoutes(c).map(({ method, path }) => ACCESS_RULES[`${method} ${path}`]);
  return names.findLast((rule) => rule !== undefined);
}

async function identify(c: Context<AppEnv>, deps: ServerDeps): Promise<Principal> {
  const header = c.req.header('authorization');
  if (header !== undefined) return identifyByKey(c, deps, header);
  const token = getCookie(c, SESSION_COOKIE);
  if (token === undefined) {
    throw new ProblemError(
      'unauthenticated',
      `Open the sign-in link that the server printed when it started, or make a new one with "${POSTMAP_COMMAND} sign-in"; programs send "Authorization: Bearer <key>".`,
    );
  }
  const principal = await authenticateSession(deps, token);
  if (principal === undefined) {
    throw new ProblemError('sign-in-expired', `The sign-in is over. Make a new link with: ${POSTMAP_COMMAND} sign-in`);
  }
  const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
  if (changes && !isOwnOrigin(c.req.header('origin'), c.req.header('host'), deps.addresses)) {
    throw new ProblemError(
      'origin-refused',
      'A signed-in page may only change things from this server’s own origin; programs send "Authorization: Bearer <key>".',
    );
  }
  return principal;
}

async function identifyByKey(c: Context<AppEnv>, deps: ServerDeps, header: string): Promise<Principal> {
  const address = readCaller(c, deps).address ?? '';
  const waitMs = deps.failedAttempts.waitMs(address, deps.now());
  if (waitMs > 0) {
    c.header('Retry-After', String(Math.ceil(waitMs / 1000)));
    throw new ProblemError(
      'too-many-requests',
      `Too many wrong keys came from this address: try again in ${Math.ceil(waitMs / 1000)} seconds.`,
    );
  }
  const key = /^Bearer +(\S+)$/i.exec(header)?.[1];
  const principal = key === undefined ? undefined : await authenticateKey(deps, key);
  if (principal !== undefined) return principal;
  deps.failedAttempts.add(address, deps.now());
  throw new ProblemError(
    'unauthenticated',
    key === undefined
      ? 'Send the key as "Authorization: Bearer <key>".'
      : 'This key is not known: check it, or make a new one.',
  );
}

function refuseRole({ role, name }: Principal, rule: AccessRule): ProblemError {
  const needed = rule === 'ingest' ? 'an ingest key or the admin' : `the role ${rule}`;
  return new ProblemError('forbidden', `${JSON.stringify(name)} has the role ${role}; this needs ${needed}.`);
}
