import { Hono } from 'hono';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import type { SSEStreamingApi } from 'hono/streaming';
import { authenticateKey, authenticateSession } from '../access/authenticate.ts';
import { isAllowed } from '../access/access-rules.ts';
import { SESSION_COOKIE } from '../access/session-cookie.ts';
import type { Changes, StreamBegin } from '../contract/index.ts';
import type { AppEnv } from '../http/app-env.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { ChangeListener } from './live-changes.ts';

/** How often a quiet stream gives a sign of life, and how long a credential that is no longer good still holds one open. */
const HEARTBEAT_MS = 15_000;
/** A client that has not taken a message for so long is dropped: what it misses, it reads anew when it is back. */
const SLOW_CLIENT_MS = 20_000;
/** How long browsers wait before they connect again. */
const RETRY_MS = 2_000;

/** Under `/api/v1`: Server-Sent Events (WHATWG HTML §9.2) that tell what has changed. */
export function liveRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>().get('/stream', (c) => {
    c.header('X-Accel-Buffering', 'no');
    // Hono answers a HEAD as a GET whose body it drops: a stream would go on for nobody.
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' });
    const listener = deps.liveChanges.listen(c.get('principal').sessionHash);
    if (listener === 'closed') throw new ProblemError('shutting-down', 'The server is stopping: connect again later.');
    if (listener === 'full') {
      c.header('Retry-After', String(RETRY_MS / 1_000));
      throw new ProblemError('too-many-requests', 'As many streams are open as this server serves: close some pages.');
    }
    const begin = deps.liveChanges.standing();
    return streamSSE(c, async (stream) => {
      try {
        await tellChanges(c, deps, stream, { listener, begin });
      } catch (error) {
        deps.logger.error({ err: error }, 'a stream broke off; its client connects again');
      } finally {
        listener.end();
      }
    });
  });
}

async function tellChanges(
  c: Context<AppEnv>,
  deps: ServerDeps,
  stream: SSEStreamingApi,
  { listener, begin }: { listener: ChangeListener; begin: StreamBegin },
): Promise<void> {
  stream.onAbort(() => listener.end());
  const send = async (text: string): Promise<void> => {
    // Without the connection there is no telling how much a client that stopped reading still has to come.
    const drop = setTimeout(() => c.env.outgoing.destroy(), SLOW_CLIENT_MS);
    await stream.write(text);
    clearTimeout(drop);
  };
  await send(`retry: ${RETRY_MS}\n\n${writeMessage('begin', begin)}`);
  let checkedAt = deps.now();
  for (;;) {
    // One after the other: while a message is on its way, changes gather for the next.
    // oxlint-disable-next-line no-await-in-loop
    const heard = await listener.next(HEARTBEAT_MS);
    if (heard.kind === 'ended') return;
    if (deps.now() - checkedAt >= HEARTBEAT_MS) {
      // oxlint-disable-next-line no-await-in-loop
      if (!(await isStillAllowed(c, deps))) return;
      checkedAt = deps.now();
    }
    // oxlint-disable-next-line no-await-in-loop
    await send(heard.kind === 'quiet' ? ': still here\n\n' : writeMessage('changes', toChanges(heard)));
  }
}

function toChanges({ number, changes }: Changes): Changes {
  return { number, changes };
}

/** JSON text has no line break of its own, so that one line of data holds it. */
function writeMessage(event: 'begin' | 'changes', data: StreamBegin | Changes): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Whether the credential that opened the stream would open it now. */
async function isStillAllowed(c: Context<AppEnv>, deps: ServerDeps): Promise<boolean> {
  const key = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const principal =
    key === undefined
      ? await authenticateSession(deps, getCookie(c, SESSION_COOKIE) ?? '')
      : await authenticateKey(deps, key);
  return principal !== undefined && isAllowed(principal.role, 'viewer');
}
