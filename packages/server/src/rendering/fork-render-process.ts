import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import type { Language } from '@postmap/engine';
import { IS_CHECKOUT } from '../installation.ts';

/** What the child may read: its own code and nothing else. */
const READABLE = listReadable();

/**
 * Starts the program of a render process: no environment, Node's permission model without a right but to read its own code, a bounded
 * heap.
 *
 * @param memoryMb the bound of resident memory; half of it is the heap's
 */
export function forkRenderProcess(language: Language, memoryMb: number): ChildProcess {
  return fork(join(import.meta.dirname, IS_CHECKOUT ? 'render-child.ts' : 'render-child.js'), {
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: listFlags(language, memoryMb),
  });
}

/** The flags of Node that hold a render process. Only Handlebars, which compiles by `Function`, may make code from strings. */
export function listFlags(language: Language, memoryMb: number): string[] {
  return [
    '--permission',
    ...READABLE.map((path) => `--allow-fs-read=${path}`),
    ...(language === 'jsonata' ? ['--disallow-code-generation-from-strings'] : []),
    // Where this runs from the sources, so do the packages that the child imports.
    ...(IS_CHECKOUT ? ['--conditions=@postmap/source'] : []),
    `--max-old-space-size=${Math.round(memoryMb / 2)}`,
    '--disable-proto=delete',
    '--no-warnings',
  ];
}

function listReadable(): string[] {
  const engine = findPackage('@postmap/engine', import.meta.filename);
  const server = findPackage('..', import.meta.filename);
  const direct = ['jsonata', 'handlebars', 're2js', 'csv-stringify', 'saxes'];
  const libraries = direct.map((name) => findPackage(name, join(engine, 'package.json')));
  const xmlchars = findPackage('xmlchars', join(findPackage('saxes', join(engine, 'package.json')), 'package.json'));
  return [import.meta.dirname, join(server, 'package.json'), engine, ...libraries, xmlchars].flatMap((path) => [
    path,
    realpathSync(path),
  ]);
}

function findPackage(specifier: string, from: string): string {
  const path = findPackageJSON(specifier, from);
  if (path === undefined) throw new Error(`The package ${specifier} is not installed: run npm install.`);
  return dirname(path);
}
