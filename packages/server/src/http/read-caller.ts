import type { Context } from 'hono';
import { findClientAddress } from '../access/client-address.ts';
import type { Caller } from '../access/session-store.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { AppEnv } from './app-env.ts';

/** Enough to tell browsers apart; the header may be 16 KB. */
const MAX_USER_AGENT_LENGTH = 300;

/** Where a request comes from. */
export function readCaller(c: Context<AppEnv>, { trustedProxies }: Pick<ServerDeps, 'trustedProxies'>): Caller {
  const peer = c.env.incoming.socket.remoteAddress;
  return {
    address: peer === undefined ? null : findClientAddress(peer, c.req.header('x-forwarded-for'), trustedProxies),
    userAgent: c.req.header('user-agent')?.slice(0, MAX_USER_AGENT_LENGTH) ?? null,
  };
}
