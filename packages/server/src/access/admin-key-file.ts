import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the data folder keeps the admin key that was made for it. */
export function adminKeyPath(dataDir: string): string {
  return join(dataDir, 'admin-key');
}

/** The admin key of the data folder, made (mode 0600) where there is none. It is never logged. */
export async function loadAdminKey(dataDir: string, makeKey: () => string): Promise<string> {
  const path = adminKeyPath(dataDir);
  const kept = await readAdminKey(path);
  if (kept !== undefined) return kept;
  await mkdir(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}`;
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(`${makeKey()}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // A link never replaces a key that another process made meanwhile.
    await link(draft, path).catch(unlessCode('EEXIST'));
  } finally {
    await rm(draft, { force: true });
  }
  return (await readAdminKey(path)) ?? loadAdminKey(dataDir, makeKey);
}

/** The key in a file; undefined when there is no file. Rejects when there is nothing in it. */
export async function readAdminKey(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(unlessCode('ENOENT'));
  if (text?.trim() === '')
    throw new Error(`${path} is empty: delete it to have a new key made, or set POSTMAP_ADMIN_KEY.`);
  return text?.trim();
}

function unlessCode(code: string): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined;
    throw error;
  };
}
