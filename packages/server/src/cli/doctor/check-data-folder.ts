import { access, constants, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { adminKeyPath, readAdminKey } from '../../access/admin-key-file.ts';
import type { Config } from '../../config.ts';
import { loadSecretKey } from '../../secrets/secret-key.ts';
import { fail, ok, warn } from './finding.ts';
import type { Finding } from './finding.ts';

type KeyConfig = Pick<Config, 'dataDir' | 'adminKey' | 'secretKey'>;

/** Bits that let others on this machine read or enter. */
const OTHERS = 0o077;

/** The folder itself, or where there is none yet the place where it will be made. */
export async function checkDataFolder(dataDir: string): Promise<Finding> {
  const path = resolve(dataDir);
  const mode = await readMode(path);
  if (mode === undefined) {
    const parent = await findParent(path);
    return (await isWritable(parent))
      ? ok('data folder', `${path} is made at the first start`)
      : fail('data folder', `${path} cannot be made`, `make ${parent} writable, or set POSTMAP_DATA_DIR`);
  }
  if (!mode.isFolder) return fail('data folder', `${path} is a file`, 'set POSTMAP_DATA_DIR to a folder');
  if (!(await isWritable(path)))
    return fail('data folder', `${path} cannot be written`, 'make it writable, or set POSTMAP_DATA_DIR to another');
  if ((mode.bits & OTHERS) !== 0) return warnOpen('data folder', path, mode.bits, '700');
  return ok('data folder', path);
}

/** The nearest folder above that is there. */
export async function findParent(path: string): Promise<string> {
  const parent = dirname(path);
  return parent === path || (await readMode(parent)) !== undefined ? parent : await findParent(parent);
}

export async function checkKeys(config: KeyConfig): Promise<Finding[]> {
  return [await checkAdminKey(config), await checkSecretKey(config)];
}

async function checkAdminKey({ dataDir, adminKey }: KeyConfig): Promise<Finding> {
  if (adminKey !== undefined) return ok('admin key', 'from POSTMAP_ADMIN_KEY');
  const path = adminKeyPath(dataDir);
  const mode = await readMode(path);
  if (mode === undefined) return ok('admin key', 'made at the first start');
  try {
    await readAdminKey(path);
  } catch (error) {
    return fail('admin key', messageOf(error), `let only its owner read ${path}, or set POSTMAP_ADMIN_KEY`);
  }
  return (mode.bits & OTHERS) === 0 ? ok('admin key', path) : warnOpen('admin key', path, mode.bits, '600');
}

async function checkSecretKey({ dataDir, secretKey: value }: KeyConfig): Promise<Finding> {
  const path = join(dataDir, 'secret.key');
  const isFile = value === undefined;
  // Looked at only: loading would make the file.
  if (isFile && (await readMode(path)) === undefined) {
    return (await readMode(join(dataDir, 'workspace.json'))) === undefined
      ? ok('secret key', 'made at the first start')
      : fail(
          'secret key',
          `${path} is missing`,
          'bring it back from a backup: stored secrets cannot be read without it',
        );
  }
  try {
    await loadSecretKey({ value, dataDir });
    return ok('secret key', isFile ? path : 'from POSTMAP_SECRET_KEY');
  } catch (error) {
    return fail('secret key', messageOf(error), 'do as it says: stored secrets cannot be read without the key');
  }
}

/** Windows has no such modes: everything looks open there, and nothing is said. */
function warnOpen(check: string, path: string, bits: number, wanted: string): Finding {
  if (process.platform === 'win32') return ok(check, path);
  const mode = bits.toString(8).padStart(4, '0');
  return warn(check, `${path} has mode ${mode}: others on this machine may read it`, `chmod ${wanted} ${path}`);
}

async function readMode(path: string): Promise<{ bits: number; isFolder: boolean } | undefined> {
  try {
    const stats = await stat(path);
    return { bits: stats.mode & 0o777, isFolder: stats.isDirectory() };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}

async function isWritable(path: string): Promise<boolean> {
  return await access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
