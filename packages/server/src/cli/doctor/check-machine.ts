import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { NEEDED_NODE, isNewEnough } from '../needed-node.ts';
import { fail, ok, warn } from './finding.ts';
import type { Finding } from './finding.ts';

const MIB = 1024 * 1024;
const LOW_MIB = 1024;
const FULL_MIB = 64;

/** A clock this far behind a file that was written here is wrong; coarse file systems round. */
const CLOCK_SLACK_MS = 60_000;
/** Postmap did not exist before. */
const EARLIEST = Date.parse('2025-01-01T00:00:00Z');

export function checkNode(version: string): Finding {
  return isNewEnough(version)
    ? ok('node', `Node ${version}`)
    : fail(
        'node',
        `Node ${version} is too old`,
        `install Node ${NEEDED_NODE}, or start with "npm start", which fetches it`,
      );
}

/** Signed requests carry the time, and receivers refuse those that are minutes off. */
export async function checkClock(dataDir: string, now: number): Promise<Finding> {
  const shown = new Date(now).toISOString();
  const fix = 'set the clock (NTP): receivers refuse signatures whose time is minutes off';
  if (now < EARLIEST) return fail('clock', `the clock says ${shown}`, fix);
  const written = await Promise.all(
    ['ledger.db', 'ledger.db-wal', 'workspace.json'].map((file) =>
      stat(join(dataDir, file)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  const newest = Math.max(...written);
  if (newest > now + CLOCK_SLACK_MS)
    return fail('clock', `the clock says ${shown}, yet data was written at ${new Date(newest).toISOString()}`, fix);
  return ok('clock', shown);
}

/** Free space where the data folder is, or will be. */
export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MIB);
  const message = `${free} MiB free`;
  const fix = 'make room: on a full disk events are answered with 503';
  if (free < FULL_MIB) return fail('disk', message, fix);
  return free < LOW_MIB ? warn('disk', message, fix) : ok('disk', message);
}
