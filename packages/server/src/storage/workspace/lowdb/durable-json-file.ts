import { copyFile, link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { StorageRefused } from '../../storage-errors.ts';

export interface DurableJsonFileOptions<T> {
  file: string;
  /** How many replaced states stay beside the file as `<file>.1` (newest) to `<file>.n`. */
  keepBackups: number;
  /** Throws when the text is not a whole `T`. */
  parse: (text: string) => T;
}

/**
 * lowdb's own file adapter neither syncs nor keeps what it replaces, so this one does: the new state is on disk (fsync) under another
 * name before the rename makes it the file, and the folder is synced before `write` resolves. Where the process dies in between, the
 * file is the old state or the new one, never a part.
 */
export class DurableJsonFile<T> implements Adapter<T> {
  readonly #options: DurableJsonFileOptions<T>;

  constructor(options: DurableJsonFileOptions<T>) {
    this.#options = options;
  }

  /** Null when there never was a file. */
  async read(): Promise<T | null> {
    const { file, parse } = this.#options;
    const text = await readIfThere(file);
    if (text === undefined) {
      await this.#refuseIfBackedUp();
      return null;
    }
    try {
      return parse(text);
    } catch (error) {
      throw new StorageRefused(`${file}: ${messageOf(error)} ${await this.#describeRestore()}`, { cause: error });
    }
  }

  async write(value: T): Promise<void> {
    const { file } = this.#options;
    const next = `${file}.new`;
    try {
      await writeDurably(next, `${JSON.stringify(value, null, 2)}\n`);
      await this.#rotateBackups();
      await rename(next, file);
    } catch (error) {
      await rm(next, { force: true }).catch((cleanUpError: unknown) => {
        throw new AggregateError([error, cleanUpError], messageOf(error), { cause: error });
      });
      throw error;
    }
    await syncFolder(dirname(file));
  }

  async #rotateBackups(): Promise<void> {
    const { file, keepBackups } = this.#options;
    if (keepBackups === 0 || !(await isThere(file))) return;
    for (let age = keepBackups - 1; age >= 1; age -= 1) {
      if (await isThere(`${file}.${age}`)) await rename(`${file}.${age}`, `${file}.${age + 1}`);
    }
    const newest = `${file}.1`;
    await rm(newest, { force: true });
    try {
      await link(file, newest);
    } catch (error) {
      if (!hasCode(error, ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])) throw error;
      await copyFile(file, newest);
    }
  }

  async #refuseIfBackedUp(): Promise<void> {
    const { file } = this.#options;
    if (!(await isThere(`${file}.1`))) return;
    throw new StorageRefused(
      `${file}: the file is missing, but backups of it are there. ${await this.#describeRestore()} To begin with nothing, move the backups away.`,
    );
  }

  async #describeRestore(): Promise<string> {
    const { file, keepBackups, parse } = this.#options;
    for (let age = 1; age <= keepBackups; age += 1) {
      const text = await readIfThere(`${file}.${age}`);
      if (text !== undefined && parses(parse, text)) {
        return `The newest whole backup is ${file}.${age}: to go back to it, copy it over ${basename(file)}.`;
      }
    }
    return 'No whole backup is beside it: restore the file from your own backup, or repair the place named.';
  }
}

function parses(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  // 0600: the file holds feed tokens and sealed secrets.
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return undefined;
    throw error;
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return false;
    throw error;
  }
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
