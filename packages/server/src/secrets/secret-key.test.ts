import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSecretKey } from './secret-key.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'postmap-key-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 8 + 3));

/** Starts a few turns of the event loop later, so that starts meet each other at every step. */
async function loadAfter(turns: number, folder: string): Promise<Uint8Array> {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
  return loadSecretKey({ dataDir: folder });
}

describe('loadSecretKey', () => {
  test.each(['base64', 'base64url', 'hex'] as const)('reads the value in %s and makes no file', async (encoding) => {
    expect(Buffer.from(await loadSecretKey({ value: ` ${bytes.toString(encoding)}\n`, dataDir }))).toEqual(bytes);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  test.each(['short', 'a'.repeat(63), bytes.toString('base64').slice(4), `${bytes.toString('hex')}00`])(
    'refuses the value %s without repeating it',
    async (value) => {
      const error = await loadSecretKey({ value, dataDir }).catch((reason: unknown) => reason);
      expect(String(error)).toMatch(/POSTMAP_SECRET_KEY must be 32 bytes.*openssl rand -base64 32/);
      expect(String(error)).not.toContain(value);
    },
  );

  test('makes the file once, closed to others, and reads it again', async () => {
    const folder = join(dataDir, 'new');
    const keys = await Promise.all(Array.from({ length: 64 }, (_, turns) => loadAfter(turns, folder)));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['secret.key']);
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(await loadSecretKey({ value: '', dataDir: folder })).toEqual(keys[0]);
    expect(keys[0]).toHaveLength(32);
  });

  test('refuses a file that others may read, naming the fix', async () => {
    await loadSecretKey({ dataDir });
    const path = join(dataDir, 'secret.key');
    chmodSync(path, 0o640);
    await expect(loadSecretKey({ dataDir })).rejects.toThrow(
      `mode 0640, so others on this machine may read it: run chmod 600 ${path}`,
    );
  });

  test('refuses a link and a file without a key, and leaves both as they are', async () => {
    const path = join(dataDir, 'secret.key');
    writeFileSync(path, 'nonsense', { mode: 0o600 });
    await expect(loadSecretKey({ dataDir })).rejects.toThrow('holds no 32-byte key');
    expect(readFileSync(path, 'utf8')).toBe('nonsense');
    rmSync(path);
    symlinkSync('/dev/null', path);
    await expect(loadSecretKey({ dataDir })).rejects.toThrow('must be a regular file');
  });
});
