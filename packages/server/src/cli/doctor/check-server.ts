import { createServer } from 'node:http';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { closeServer, listen, originOf } from '../../http/listen.ts';
import { fail, ok } from './finding.ts';
import type { Finding } from './finding.ts';

const ANSWER_MS = 3_000;

const readinessSchema = z.object({
  status: z.string(),
  checks: z.object({ storage: z.string(), rendering: z.string() }),
});

/** Whether a Postmap runs at the address of the settings, and what stands in the way of one. */
export interface ServerState {
  running: boolean;
  finding: Finding;
}

export async function checkServer({ host, port }: Pick<Config, 'host' | 'port'>): Promise<ServerState> {
  if (port === 0) return { running: false, finding: ok('server', 'takes any free port (POSTMAP_PORT is 0)') };
  const origin = originOf(host, port);
  const answer = await askReadiness(origin);
  if (answer === 'silent') return { running: false, finding: await tryToListen(host, port) };
  if (answer === 'foreign') {
    const fix = 'stop what listens there, or set POSTMAP_PORT to another port';
    return { running: false, finding: fail('server', `something that is not Postmap answers at ${origin}`, fix) };
  }
  const { storage, rendering } = answer.checks;
  const failing = Object.entries({ storage, rendering }).flatMap(([name, state]) => (state === 'ok' ? [] : [name]));
  return {
    running: true,
    finding:
      failing.length === 0
        ? ok('server', `runs at ${origin}; storage and rendering work`)
        : fail('server', `runs at ${origin}, but ${failing.join(' and ')} fails`, 'read its log: it says why'),
  };
}

async function askReadiness(origin: string): Promise<z.infer<typeof readinessSchema> | 'silent' | 'foreign'> {
  try {
    const response = await fetch(`${origin}/health/ready`, {
      signal: AbortSignal.timeout(ANSWER_MS),
      redirect: 'manual',
    });
    const body: unknown = await response.json();
    const read = readinessSchema.safeParse(body);
    return read.success ? read.data : 'foreign';
  } catch (error) {
    return isRefusedConnection(error) ? 'silent' : 'foreign';
  }
}

/** Anything else than a connection that nobody takes means that somebody is there. */
function isRefusedConnection(error: unknown): boolean {
  const cause = error instanceof TypeError ? error.cause : undefined;
  if (!(cause instanceof Error) || !('code' in cause)) return false;
  return ['ECONNREFUSED', 'EADDRNOTAVAIL', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'].includes(String(cause.code));
}

async function tryToListen(host: string, port: number): Promise<Finding> {
  const server = createServer();
  try {
    await listen(server, { host, port });
    await closeServer(server);
    return ok('server', `not running; ${host}:${port} is free`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const fix = 'set POSTMAP_HOST and POSTMAP_PORT to an address of this machine and a free port from 1024 up';
    return fail('server', `cannot listen on ${host}:${port}: ${reason}`, fix);
  }
}
