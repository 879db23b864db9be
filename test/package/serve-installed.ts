import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { vi } from 'vitest';
import { userEnvironment } from './run-program.ts';

export interface InstalledServer {
  origin: string;
  /** The command that the server prints for a first event. */
  firstEvent: string;
  printed(): string;
  /** Ends it as Ctrl-C or a service manager does, by a signal to all that was started. Answers the exit code of the command. */
  end(): Promise<number | null>;
}

/** Starts a server on any free port, by `command`, and waits until it has said how to reach it. */
export async function serveInstalled(cwd: string, command: string, args: string[]): Promise<InstalledServer> {
  const env = { ...userEnvironment, POSTMAP_PORT: '0' };
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const closed = once(child, 'close');
  const end = async (): Promise<number | null> => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    const [code] = await closed;
    return code;
  };
  try {
    const said = await vi.waitFor(
      () => {
        if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}: ${printed}`);
        const found = /Address +(\S+)[^]*Try it +(.+)\n/.exec(printed);
        if (found === null) throw new Error(`The server has not said how to reach it: ${printed}`);
        return { origin: found[1] ?? '', firstEvent: found[2] ?? '' };
      },
      { timeout: 30_000, interval: 50 },
    );
    return { ...said, printed: () => printed, end };
  } catch (error) {
    await end();
    throw error;
  }
}
