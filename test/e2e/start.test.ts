import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

test('npm start reaches a ready page, prints a link that signs in, and ends when it is told to', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'postmap-start-'));
  const env = { ...process.env, POSTMAP_PORT: '0', POSTMAP_DATA_DIR: dataDir };
  // A group of its own, so that the signal reaches what npm started, as Ctrl-C does.
  const child = spawn('npm', ['start'], { env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  try {
    const link = await vi.waitFor(
      () => {
        const found = /Sign in\s+(\S+)/.exec(printed)?.[1];
        expect(found).toBeDefined();
        return new URL(found!);
      },
      { timeout: 90_000, interval: 100 },
    );
    expect((await fetch(new URL('/health/ready', link))).status).toBe(200);
    expect(await (await fetch(link.origin)).text()).toContain('<title>Postmap</title>');
    const signedIn = await fetch(link, { redirect: 'manual' });
    expect(signedIn.headers.getSetCookie().join()).toContain('HttpOnly');
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  }
});
