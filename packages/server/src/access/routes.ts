import { Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { keyInputSchema, pageQuerySchema, signInLinkInputSchema } from '../contract/index.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readCaller } from '../http/read-caller.ts';
import { readBody, readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { listAudit } from './list-audit.ts';
import { createKey, deleteKey, getKey, listKeys } from './operations.ts';
import { isSecure } from './own-addresses.ts';
import { SESSION_COOKIE } from './session-cookie.ts';
import {
  describeSession,
  endOtherSessions,
  endSession,
  listSessions,
  mintSignInLink,
  signIn,
  signOut,
} from './session-operations.ts';

/** Under `/api/v1`. */
export function accessRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/keys', async (c) => c.json(await listKeys(deps, readQuery(c, pageQuerySchema))))
    .post('/keys', async (c) =>
      c.json(await createKey(deps, await readBody(c, keyInputSchema), c.get('principal')), 201),
    )
    .get('/keys/:id', async (c) => c.json(await getKey(deps, c.req.param('id'))))
    .delete('/keys/:id', async (c) => {
      await deleteKey(deps, c.req.param('id'), c.get('principal'));
      return c.body(null, 204);
    })
    .post('/sign-in-links', async (c) =>
      c.json(await mintSignInLink(deps, await readBody(c, signInLinkInputSchema), c.get('principal')), 201),
    )
    .get('/sessions', async (c) => c.json(await listSessions(deps, readQuery(c, pageQuerySchema), c.get('principal'))))
    .delete('/sessions', async (c) => c.json(await endOtherSessions(deps, c.get('principal'))))
    .delete('/sessions/:id', async (c) => {
      await endSession(deps, c.req.param('id'), c.get('principal'));
      return c.body(null, 204);
    })
    .get('/audit', async (c) => c.json(await listAudit(deps, readQuery(c, pageQuerySchema))))
    .get('/session', (c) => c.json(describeSession(c.get('principal'))))
    .delete('/session', async (c) => {
      await signOut(deps, c.get('principal'));
      deleteCookie(c, SESSION_COOKIE, { path: '/', secure: isSecure(deps.addresses) });
      return c.body(null, 204);
    });
}

/** Where a sign-in link leads. */
export function signInRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>().get('/sign-in', async (c) => {
    const token = c.req.query('token');
    // A HEAD, which chat programs send for a preview, must not use the link up.
    if (token === undefined || c.req.method === 'HEAD') return c.redirect('/');
    const { cookie, maxAgeSeconds } = await signIn(deps, token, readCaller(c, deps));
    setCookie(c, SESSION_COOKIE, cookie, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: isSecure(deps.addresses),
      maxAge: maxAgeSeconds,
    });
    return c.redirect('/');
  });
}
