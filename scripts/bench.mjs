import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './browser.mjs';
import { buildPage, prepare, root } from './prepare.mjs';
import { runMain } from './progress.mjs';

runMain(() => {
  const prepared = prepare();
  const given = process.argv.slice(2);
  const names = given.filter((argument) => !argument.startsWith('--'));
  const env = { ...prepared.env };
  if (names.length === 0 || names.includes('ui')) {
    buildPage(prepared);
    env.CHROME_PATH = ensureBrowser(prepared);
  }
  const args = ['--conditions=@postmap/source', `${root}/bench/run.ts`, ...given];
  const { status } = spawnSync(prepared.node, args, { cwd: root, env, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
