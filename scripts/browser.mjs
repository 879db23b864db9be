import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bin, root } from './prepare.mjs';
import { runStep, say } from './progress.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Finds a Chromium for the browser tests, installing one when there is none.
 *
 * @param {{ node: string, env: NodeJS.ProcessEnv }} prepared
 * @returns {string} the executable's path
 */
export function ensureBrowser({ node, env }) {
  const found = findBrowser();
  if (found !== undefined) return found;
  const attempts = [
    ['Downloading Chromium', node, [bin('playwright'), 'install', 'chromium'], () => true],
    ['Looking up Debian packages', 'apt-get', ['update', '-qq'], canUseApt],
    [
      'Installing Chromium with apt-get',
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
      canUseApt,
    ],
  ];
  for (const [what, command, args, applies] of attempts) {
    if (!applies()) continue;
    try {
      runStep(what, command, args, { cwd: root, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } });
    } catch (error) {
      say(error.message);
    }
    const installed = findBrowser();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The browser tests need Chromium: install it, or set CHROME_PATH to the executable of a Chrome or Chromium.',
  );
}

function findBrowser() {
  const asked = process.env.CHROME_PATH;
  if (asked !== undefined && asked !== '') {
    if (existsSync(asked)) return asked;
    throw new Error(`CHROME_PATH is ${asked}, and there is no such file.`);
  }
  for (const name of NAMES) {
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  const downloaded = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
  return [...PLACES, downloaded].find((path) => existsSync(path));
}

function canUseApt() {
  return process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0;
}
