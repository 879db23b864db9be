import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { listFlags } from './fork-render-process.ts';

const attempts: [string, string][] = [
  ['read a file', `await import('node:fs').then((fs) => fs.readFileSync('/etc/hostname'))`],
  ['write a file', `await import('node:fs').then((fs) => fs.writeFileSync('/tmp/postmap-render-test', 'x'))`],
  ['start a process', `await import('node:child_process').then((cp) => cp.execFileSync('/bin/true'))`],
  ['start a worker', `await import('node:worker_threads').then(({ Worker }) => new Worker('1', { eval: true }))`],
  ['make code from a string', `new Function('return 1')()`],
];

/** The code of what a program run with the flags of a JSONata process throws, or `none`. */
async function runHeld(program: string): Promise<string> {
  const child = spawn(
    process.execPath,
    [
      ...listFlags('jsonata', 256),
      '--input-type=module',
      '-e',
      `try { ${program}; console.log('none') } catch (error) { console.log(error.code ?? error.name) }`,
    ],
    { env: {}, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return (await text(child.stdout)).trim();
}

test.each(attempts)('a render process cannot %s', async (name, program) => {
  expect(await runHeld(program)).toBe(name.startsWith('make code') ? 'EvalError' : 'ERR_ACCESS_DENIED');
});

test('the environment of a render process is empty', async () => {
  expect(await runHeld(`if (Object.keys(process.env).length > 0) throw new Error('not empty')`)).toBe('none');
});
