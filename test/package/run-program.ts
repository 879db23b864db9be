import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/**
 * The environment of somebody who has only Node and npm. What npm sets for the scripts it runs would lead an npm started from one back into
 * the checkout, and a setting of Postmap would reach the servers of these tests.
 */
export const userEnvironment: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_(registry|cache)$)|POSTMAP_|NODE_OPTIONS$)/.test(name),
  ),
);

/** Runs a program to its end. */
export async function runProgram(
  command: string,
  args: string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): Promise<Ended> {
  const child = spawn(command, args, { cwd, env: { ...userEnvironment, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

/** As `runProgram`, for what must succeed. Answers what it printed. */
export async function runWell(command: string, args: string[], options: { cwd: string }): Promise<string> {
  const { code, out, err } = await runProgram(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${out}${err}`);
  return out;
}
