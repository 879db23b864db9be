import { spawnSync } from 'node:child_process';
import { bin, prepare, root } from './prepare.mjs';
import { runMain, runStep, say } from './progress.mjs';

const BOUNDARIES = ['--config', `${root}/.dependency-cruiser.mjs`];

/** Everything that can be known without running the product: formatting, lint, types, boundaries, unused code. */
export function check({ node, env }) {
  const run = (what, name, args, options = {}) =>
    runStep(what, node, [bin(name), ...args], { cwd: root, env, ...options });
  run('Formatting (Prettier)', 'prettier', ['--check', '--log-level', 'warn', '.']);
  run('Lint (oxlint, type-aware)', 'oxlint', ['--type-aware', '--quiet']);
  for (const project of ['packages/engine', 'packages/server', 'packages/mapper-ui', '.']) {
    run(`Types (${project})`, 'tsc', ['--project', project]);
  }
  run('Boundaries (dependency-cruiser)', 'depcruise', [...BOUNDARIES, '--output-type', 'err', 'packages']);
  checkThatBoundariesBite({ node, env });
  run('Unused code (knip)', 'knip', ['--no-progress']);
}

/** A rule set that matches nothing passes everything: each rule must find its violation in the fixture. */
function checkThatBoundariesBite({ node, env }) {
  const { stdout } = spawnSync(node, [bin('depcruise'), ...BOUNDARIES, '--output-type', 'json', 'packages'], {
    cwd: `${root}/test/fixtures/boundaries`,
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const { summary } = JSON.parse(stdout);
  const violated = new Set(summary.violations.map(({ rule }) => rule.name));
  const asleep = summary.ruleSetUsed.forbidden.map(({ name }) => name).filter((name) => !violated.has(name));
  if (asleep.length > 0)
    throw new Error(`Boundaries: no violation in test/fixtures/boundaries was found by ${asleep.join(', ')}`);
  say(`Boundaries: all ${violated.size} rules find their violation in the fixture`);
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) runMain(() => check(prepare()));
