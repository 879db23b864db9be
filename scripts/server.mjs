import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs the command line of the server package from its TypeScript sources until it ends, and ends as it does.
 *
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv }} prepared
 * @param {string[]} args
 */
export function runServer({ root, node, env }, args) {
  const cli = join(root, 'packages/server/src/cli/postmap.ts');
  const child = spawn(node, ['--conditions=@postmap/source', cli, ...args], { stdio: 'inherit', env });
  // The terminal sends Ctrl-C to both; this one only waits for the server to finish what it holds.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? (signal === null ? 0 : 1);
      resolve();
    });
  });
}
