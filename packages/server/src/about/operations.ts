import { readdir, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join, resolve } from 'node:path';
import type { Principal } from '../access/principal.ts';
import type { About } from '../contract/index.ts';
import type { ServerDeps } from '../server-deps.ts';

/** What runs, since when and from where. */
export interface Instance {
  version: string;
  dataDir: string;
  /** UTC milliseconds. */
  startedAt: number;
}

type AboutDeps = Pick<ServerDeps, 'instance' | 'now'>;

/** The paths of this machine are told to admins only. */
export async function describeInstance({ instance, now }: AboutDeps, { role }: Principal): Promise<About> {
  const { version, dataDir, startedAt } = instance;
  return {
    version,
    node: process.versions.node,
    platform: `${platform()} ${arch()}`,
    startedAt: new Date(startedAt).toISOString(),
    uptimeSeconds: Math.floor((now() - startedAt) / 1000),
    dataDir: role === 'admin' ? resolve(dataDir) : null,
    workspace: { kind: 'lowdb', bytes: await countBytes(dataDir, /^workspace\.json$/) },
    ledger: { kind: 'SQLite', bytes: await countBytes(dataDir, /^ledger\.db(?:-wal|-shm)?$/) },
  };
}

async function countBytes(folder: string, name: RegExp): Promise<number> {
  const names = (await readdir(folder)).filter((candidate) => name.test(candidate));
  const sizes = await Promise.all(names.map(async (found) => (await stat(join(folder, found))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
