import { spawnSync } from 'node:child_process';

/** Says one line to the person who waits. */
export function say(line) {
  process.stdout.write(`postmap: ${line}\n`);
}

/**
 * Runs one step to its end, saying what it does and how long it took.
 *
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @throws when the step fails; its own output has said why
 */
export function runStep(what, command, args, options = {}) {
  say(`${what} …`);
  const started = Date.now();
  // On Windows npm and npx are .cmd files, which only a shell starts.
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (error) throw new Error(`${what}: ${command} could not be started (${error.message})`);
  if (status !== 0) throw new Error(`${what}: failed, see above`);
  say(`${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Runs a script's main function; a failure is one line, not a stack trace. */
export function runMain(main) {
  Promise.resolve()
    .then(main)
    .catch((error) => {
      process.stderr.write(`postmap: ${error.message}\n`);
      process.exitCode = 1;
    });
}
