import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode } from './node24.mjs';
import { runStep } from './progress.mjs';
import { makeOnce } from './stamp.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Makes ready what every command needs: Node 24 and the dependencies of the lockfile. A second run finds them there. */
export function prepare() {
  const { node, env } = ensureNode(root);
  // No dependency needs its install script: native ones ship their binaries. Not `npm ci`: it refuses a lockfile that lacks the native
  // packages of some other platform, while `install --no-save` takes the locked versions, adds this platform's, and writes nothing back.
  makeOnce(
    root,
    'dependencies',
    { inputs: ['package-lock.json'], output: 'node_modules/.package-lock.json', salt: process.platform + process.arch },
    () =>
      runStep(
        'Installing dependencies',
        'npm',
        ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
        { cwd: root, env },
      ),
  );
  return { root, node, env };
}

/** Builds the page when its sources have changed. */
export function buildPage({ node, env }) {
  const inputs = ['packages/mapper-ui', 'packages/engine/src', 'packages/server/src/contract', 'package-lock.json'];
  makeOnce(root, 'page', { inputs, output: 'packages/mapper-ui/dist/index.html' }, () =>
    runStep('Building the page', node, [bin('vite'), 'build', '--logLevel', 'warn'], {
      cwd: join(root, 'packages/mapper-ui'),
      // Under the tests NODE_ENV is "test", which would put React's development build into the page.
      env: { ...env, NODE_ENV: 'production' },
    }),
  );
}

/** The script behind a dependency's command, so that it runs under the Node that was made ready. */
export function bin(name) {
  const scripts = {
    vite: 'vite/bin/vite.js',
    vitest: 'vitest/vitest.mjs',
    tsc: 'typescript/bin/tsc',
    prettier: 'prettier/bin/prettier.cjs',
    oxlint: 'oxlint/bin/oxlint',
    depcruise: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    knip: 'knip/bin/knip.js',
    playwright: 'playwright-core/cli.js',
  };
  return join(root, 'node_modules', scripts[name]);
}
