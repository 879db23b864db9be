import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHILD_ENVIRONMENT } from './child-environment.ts';

/** The real server as a process of its own, to be ended in any way. */
export interface SpawnedServer {
  origin: string;
  pid: number | undefined;
  /** Resolves when it answers that it is ready; rejects, with what it printed, when it ends before. */
  ready: Promise<void>;
  /** All that it has written to standard output and standard error. */
  printed(): string;
  /** Ends it and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const CLI = fileURLToPath(new URL('../../packages/server/src/cli/postmap.ts', import.meta.url));

/** @param environment the variables of Postmap, added to `CHILD_ENVIRONMENT` */
export function spawnServer(port: number, environment: Record<string, string>): SpawnedServer {
  const child = spawn(process.execPath, ['--conditions=@postmap/source', CLI, 'serve'], {
    env: { ...CHILD_ENVIRONMENT, ...environment, POSTMAP_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const gone = once(child, 'exit');
  const origin = `http://127.0.0.1:${port}`;

  async function waitUntilReady(): Promise<void> {
    while (child.exitCode === null && child.signalCode === null) {
      const answer = await fetch(`${origin}/health/ready`).catch(() => null);
      if (answer?.ok === true) return;
      await sleep(20);
    }
    throw new Error(`The server ended before it was ready: ${printed}`);
  }

  const ready = waitUntilReady();
  ready.catch(() => undefined);
  return {
    origin,
    pid: child.pid,
    ready,
    printed: () => printed,
    async end(signal) {
      child.kill(signal);
      await gone;
    },
  };
}

/** A port that nothing listens on now. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  probe.close();
  await once(probe, 'close');
  return address.port;
}

/** Numbers in [0, 1) that a seed determines: mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
