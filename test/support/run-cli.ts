import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHILD_ENVIRONMENT } from './child-environment.ts';

export const CLI = fileURLToPath(new URL('../../packages/server/src/cli/postmap.ts', import.meta.url));

export interface CliResult {
  code: number | null;
  out: string;
  err: string;
}

export interface CliOptions {
  /** Added to `CHILD_ENVIRONMENT`. */
  env?: Record<string, string>;
  cwd?: string;
  stdin?: string;
}

/** Runs the command line as a process of its own until it ends. */
export async function runCli(args: string[], { env = {}, cwd, stdin = '' }: CliOptions = {}): Promise<CliResult> {
  const child = spawn(process.execPath, ['--conditions=@postmap/source', CLI, ...args], {
    env: { ...CHILD_ENVIRONMENT, ...env },
    cwd,
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  // A command that does not read its input may be gone before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  const [code] = await once(child, 'close');
  return { code, out, err };
}

export interface FilesFolder {
  path: string;
  remove(): Promise<void>;
}

/** A folder of its own with these files, by their paths in it. */
export async function writeFiles(files: Record<string, string>): Promise<FilesFolder> {
  const path = await mkdtemp(join(tmpdir(), 'postmap-files-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
