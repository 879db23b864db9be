import { spawnSync } from 'node:child_process';
import { prepare, root } from './prepare.mjs';
import { runMain } from './progress.mjs';

runMain(() => {
  const { node, env } = prepare();
  const args = ['--conditions=@postmap/source', `${root}/bench/run.ts`, ...process.argv.slice(2)];
  const { status } = spawnSync(node, args, { cwd: root, env, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
