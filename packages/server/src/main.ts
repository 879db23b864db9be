import { resolve } from 'node:path';
import { ConfigError, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { POSTMAP_COMMAND } from './installation.ts';
import { readVersion } from './read-version.ts';
import { startServer } from './start-server.ts';
import type { StartedServer } from './start-server.ts';

/** Runs the server until it is told to end, and says on standard output how to reach it. Answers the exit code. */
export async function main(): Promise<number> {
  try {
    const config = readConfig();
    const version = await readVersion();
    const server = await startServer(config, { version });
    process.stdout.write(describeStart(server, config, version));
    await receiveStop();
    process.stdout.write('Stopping: deliveries under way end first.\n');
    await server.close();
    return 0;
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    return error instanceof ConfigError ? 2 : 1;
  }
}

function describeStart(
  { url, signInLink, firstEvent }: StartedServer,
  { dataDir, publicOrigin }: Config,
  version: string,
): string {
  const lines = [
    `Postmap ${version}`,
    `  Address   ${url}${publicOrigin === undefined ? '' : ` (published as ${publicOrigin})`}`,
    `  Data      ${resolve(dataDir)}`,
    `  Sign in   ${signInLink}`,
    `            (works once, for ten minutes; another one: ${POSTMAP_COMMAND} sign-in)`,
    ...(firstEvent === undefined ? [] : [`  Try it    ${firstEvent}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** One Ctrl-C can arrive twice: from the terminal, and from the program that started this one. */
const SAME_SIGNAL_MS = 1_000;

/** Resolves at the first SIGINT or SIGTERM; a later one ends the process at once. */
function receiveStop(): Promise<void> {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  let firstAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (firstAt !== undefined && Date.now() - firstAt > SAME_SIGNAL_MS) process.exit(1);
      firstAt ??= Date.now();
      stop();
    });
  }
  return promise;
}

function describeFailure(error: unknown): string {
  if (error instanceof ConfigError) return `Postmap cannot start with these variables:\n${error.message}`;
  if (!(error instanceof Error)) return `Postmap cannot start: ${String(error)}`;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return 'Postmap cannot start: the port is in use. Stop what uses it, or set POSTMAP_PORT to another one.';
  if (code === 'EADDRNOTAVAIL') return 'Postmap cannot start: this machine does not have the address in POSTMAP_HOST.';
  if (code === 'EACCES')
    return `Postmap cannot start: ${error.message}. Choose a port from 1024 up, or a data folder that can be written.`;
  return `Postmap cannot start: ${error.message}`;
}
