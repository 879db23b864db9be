import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SECRET_KEY_BYTES, SecretError } from './secret-box.ts';

/** Where the key may come from. */
export interface SecretKeySource {
  /** `POSTMAP_SECRET_KEY`: 32 bytes in hexadecimal, base64 or base64url. It wins over the file. */
  readonly value?: string | undefined;
  /** The folder that holds, or will hold, `secret.key`. */
  readonly dataDir: string;
}

const HOW_TO_MAKE = 'make one with: openssl rand -base64 32';

/**
 * Gives the 32-byte key that secrets are sealed with: the value, else `<dataDir>/secret.key`, which is made at the first
 * start (mode 0600, fsynced together with its folder, so that no sealed secret can outlive its key). When several
 * processes start at once, all of them get the one key.
 *
 * @throws {SecretError} for a value that is not 32 bytes, and for a file that others may read, that is no regular file or
 *   that holds no key; the message names the fix and never the key
 */
export async function loadSecretKey({ value, dataDir }: SecretKeySource): Promise<Uint8Array> {
  if (value !== undefined && value.trim() !== '') {
    const key = decodeKey(value);
    if (key === null) throw new SecretError(`POSTMAP_SECRET_KEY must be 32 bytes in base64 or hex: ${HOW_TO_MAKE}`);
    return key;
  }
  const path = join(dataDir, 'secret.key');
  return (await readKeyFile(path)) ?? createKeyFile(path, dataDir);
}

async function readKeyFile(path: string): Promise<Uint8Array | null> {
  const stats = await lstat(path).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
  if (stats === null) return null;
  if (!stats.isFile()) throw new SecretError(`${path} must be a regular file, not a link or a folder.`);
  // Windows has no such modes: everything looks open there.
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
    const mode = (stats.mode & 0o777).toString(8).padStart(4, '0');
    throw new SecretError(`${path} has mode ${mode}, so others on this machine may read it: run chmod 600 ${path}`);
  }
  const key = decodeKey(await readFile(path, 'utf8'));
  if (key === null) {
    throw new SecretError(`${path} holds no 32-byte key: bring it back from a backup; secrets sealed with it need it.`);
  }
  return key;
}

async function createKeyFile(path: string, dataDir: string): Promise<Uint8Array> {
  await mkdir(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(SECRET_KEY_BYTES).toString('base64')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // Unlike a rename, a link never replaces the key that another process made meanwhile.
    await link(draft, path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dataDir);
  const key = await readKeyFile(path);
  if (key === null) throw new SecretError(`${path} was removed while the server started: start it again.`);
  return key;
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders; its file system journals the name.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function decodeKey(text: string): Uint8Array | null {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return null;
  return Buffer.from(trimmed, 'base64');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
