import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/test-server.ts';

const CLI = join(import.meta.dirname, '../../packages/server/src/cli/postmap.ts');

let dataDir: string;
const running: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'postmap-cli-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  out: () => string;
  err: () => string;
  /** The exit code. */
  ended: Promise<number | null>;
}

function run(args: string[], environment: Record<string, string> = {}): Run {
  const env = { PATH: process.env.PATH, POSTMAP_DATA_DIR: dataDir, POSTMAP_PORT: '0', ...environment };
  const child = spawn(process.execPath, ['--conditions=@postmap/source', CLI, ...args], { env });
  running.push(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, out: () => out, err: () => err, ended };
}

async function serve(environment: Record<string, string> = {}): Promise<Run & { url: string }> {
  const server = run([], environment);
  const url = await until('the server', async () => /Address\s+(\S+)/.exec(server.out())?.[1]);
  await until('the whole greeting', async () => server.out().includes('Try it') || environment.POSTMAP_DEMO === 'off');
  return { ...server, url };
}

test('every variable that cannot be used is named, with the fix', async () => {
  const { ended, err } = run([], { POSTMAP_PORT: 'eighty', POSTMAP_DEMO: 'maybe', DATABASE_URL: 'postgres://x' });
  expect(await ended).toBe(2);
  expect(err()).toMatch(/POSTMAP_PORT: Use a port/);
  expect(err()).toMatch(/POSTMAP_DEMO: Use "on" or "off"/);
  expect(err()).toMatch(/DATABASE_URL: PostgreSQL is not available yet/);
});

test('the server greets, signs in, keeps its key to itself and ends in order', async () => {
  const server = await serve();
  const key = (await readFile(join(dataDir, 'admin-key'), 'utf8')).trim();
  expect((await stat(join(dataDir, 'admin-key'))).mode & 0o777).toBe(0o600);
  expect(server.out()).toContain(`Data      ${dataDir}`);
  expect(server.out() + server.err()).not.toContain(key);

  const command = /Try it\s+(curl .*)/.exec(server.out())?.[1] ?? '';
  const [, file = '', url = ''] = /@(\S+)" (\S+)$/.exec(command) ?? [];
  const posted = await fetch(url, { method: 'POST', body: await readFile(file) });
  expect(posted.status).toBe(202);

  const signIn = run(['sign-in'], { POSTMAP_PORT: new URL(server.url).port });
  expect(await signIn.ended).toBe(0);
  const link = signIn.out().trim();
  const opened = await fetch(link, { redirect: 'manual' });
  expect([opened.status, opened.headers.get('location')]).toEqual([302, '/']);

  const forViewer = run(['sign-in', '--role', 'viewer', '--json'], { POSTMAP_PORT: new URL(server.url).port });
  expect(await forViewer.ended).toBe(0);
  const { url: viewerLink, role } = JSON.parse(forViewer.out());
  expect(role).toBe('viewer');
  const viewer = await fetch(viewerLink, { redirect: 'manual' });
  const cookie = viewer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const session = await fetch(`${server.url}/api/v1/session`, { headers: { cookie } });
  expect(await session.json()).toMatchObject({ role: 'viewer' });

  // A terminal's Ctrl-C reaches the program twice when another program started it.
  server.child.kill('SIGINT');
  server.child.kill('SIGINT');
  expect(await server.ended).toBe(0);
  expect(server.err()).toBe('');
});

test('a port in use and a data folder in use are one clear line each', async () => {
  const server = await serve({ POSTMAP_DEMO: 'off' });
  const second = run([], { POSTMAP_DEMO: 'off' });
  expect(await second.ended).toBe(1);
  expect(second.err()).toMatch(/^Postmap cannot start: .*another process.*POSTMAP_DATA_DIR\.\n$/);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);

  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const address = blocker.address();
  const third = run([], {
    POSTMAP_DEMO: 'off',
    POSTMAP_PORT: String(typeof address === 'object' ? address?.port : ''),
  });
  expect(await third.ended).toBe(1);
  expect(third.err()).toMatch(/^Postmap cannot start: .*port is in use.*POSTMAP_PORT.*\n$/);
  blocker.close();
});

test('sign-in says what is missing', async () => {
  const keyless = run(['sign-in']);
  expect(await keyless.ended).toBe(1);
  expect(keyless.err()).toContain('start the server first');
  const alone = run(['sign-in'], { POSTMAP_ADMIN_KEY: 'a-key-of-my-own-choice', POSTMAP_PORT: '1' });
  expect(await alone.ended).toBe(3);
  expect(alone.err()).toContain('No server answers');
});
