import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { runWell } from './run-program.ts';

const packedSchema = z.tuple([
  z.object({
    filename: z.string(),
    size: z.number(),
    unpackedSize: z.number(),
    files: z.array(z.object({ path: z.string(), size: z.number() })),
  }),
]);

export interface PackedPackage {
  /** The package's folder in the checkout. */
  folder: string;
  /** Bytes of the tarball. */
  size: number;
  /** Paths in the package, of every file that the tarball holds. */
  files: string[];
}

export interface InstalledProject {
  /** A folder outside the checkout, with a space in its name, that has the packages and nothing else installed. */
  path: string;
  packed: { engine: PackedPackage; server: PackedPackage };
  /** Writes files into it, by their paths in it. */
  write(files: Record<string, string>): Promise<void>;
  remove(): Promise<void>;
}

/** Builds and packs the packages, and installs the tarballs in a new folder, without running a single install script. */
export async function installPackages(): Promise<InstalledProject> {
  const root = await mkdtemp(join(tmpdir(), 'postmap package '));
  const path = join(root, 'project');
  const write = async (files: Record<string, string>): Promise<void> => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), text);
    }
  };
  try {
    await runWell('npm', ['run', 'build'], { cwd: process.cwd() });
    const engine = await pack('engine', root);
    const server = await pack('server', root);
    await write({ 'package.json': '{ "name": "project", "private": true, "type": "module" }\n' });
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    await runWell('npm', ['install', ...options, engine.tarball, server.tarball], { cwd: path });
    return { path, packed: { engine, server }, write, remove: () => rm(root, { recursive: true, force: true }) };
  } catch (error) {
    await rm(root, { recursive: true, force: true });
    throw error;
  }
}

async function pack(name: string, target: string): Promise<PackedPackage & { tarball: string }> {
  const folder = resolve('packages', name);
  const printed = await runWell('npm', ['pack', '--json', '--pack-destination', target], { cwd: folder });
  const [{ filename, size, files }] = packedSchema.parse(JSON.parse(printed));
  return { folder, size, files: files.map((file) => file.path), tarball: join(target, filename) };
}
