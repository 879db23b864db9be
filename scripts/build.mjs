import { chmodSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin, buildPage, prepare } from './prepare.mjs';
import { runMain, runStep } from './progress.mjs';

/** In this order: the server is compiled against the declarations of the engine. */
const PACKAGES = ['engine', 'server'];

/**
 * Writes into `packages/engine/dist` and `packages/server/dist` what the packages ship: JavaScript and declarations, and beside the
 * server's the page and the samples, which it serves from there (packages/server/src/installation.ts).
 */
runMain(() => {
  const prepared = prepare();
  const { root, node, env } = prepared;
  for (const name of PACKAGES) {
    const folder = join(root, 'packages', name);
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    runStep(`Compiling @postmap/${name}`, node, [bin('tsc'), '--project', 'tsconfig.build.json'], { cwd: folder, env });
  }
  buildPage(prepared);
  const dist = join(root, 'packages/server/dist');
  cpSync(join(root, 'packages/mapper-ui/dist'), join(dist, 'page'), { recursive: true });
  cpSync(join(root, 'samples'), join(dist, 'samples'), { recursive: true });
  chmodSync(join(dist, 'cli/postmap.js'), 0o755);
});
