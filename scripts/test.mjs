import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { check } from './check.mjs';
import { bin, buildPage, prepare, root } from './prepare.mjs';
import { runMain, runStep, say } from './progress.mjs';

const PARTS = {
  check: check,
  unit: (prepared) => vitest('Unit, conformance and server tests', 'unit', prepared),
  package: (prepared) => vitest('Tests of the installed packages', 'package', prepared),
  e2e: (prepared) => {
    buildPage(prepared);
    const env = { ...prepared.env, CHROME_PATH: ensureBrowser(prepared) };
    vitest('Browser tests', 'e2e', { ...prepared, env });
  },
  faults: (prepared) => vitest('Fault tests', 'faults', prepared),
};

runMain(() => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((part) => !(part in PARTS));
  if (unknown.length > 0)
    throw new Error(`There is no part "${unknown[0]}": npm test [-- ${Object.keys(PARTS).join(' | ')}]`);
  const parts = asked.length > 0 ? asked : Object.keys(PARTS);
  const started = Date.now();
  const prepared = prepare();
  for (const part of parts) PARTS[part](prepared);
  say(`All of ${parts.join(', ')} passed in ${Math.round((Date.now() - started) / 1000)} s`);
});

function vitest(what, project, { node, env }) {
  if (project === 'unit' && !env.JSONATA_SUITE)
    say('JSONATA_SUITE is not set: the official JSONata suite is skipped (see docs/DESIGN.md)');
  // Hundreds of processes load the same sources: Node keeps what it compiled, which halves the start of the command line.
  const kept = { ...env, NODE_COMPILE_CACHE: join(root, '.cache/compile') };
  runStep(what, node, [bin('vitest'), 'run', '--project', project], { cwd: root, env: kept });
}
