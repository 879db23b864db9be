import { z } from 'zod';
import { adminKeyPath, readAdminKey } from '../access/admin-key-file.ts';
import { readConfig } from '../config.ts';
import { problemSchema } from '../contract/index.ts';
import { originOf } from '../http/listen.ts';
import { START_COMMAND } from '../installation.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-code.ts';

/** Asks the server that the settings name, with the data folder's admin key. */
export interface ServerClient {
  readonly origin: string;
  /** The answer, read by a schema of the contract. Rejects with CommandError for a refusal and where no server answers. */
  ask<T>(schema: z.ZodType<T>, path: string, request?: { method?: string; body?: Buffer }): Promise<T>;
}

/** Rejects with CommandError where there is no admin key, and with ConfigError. */
export async function openServerClient(): Promise<ServerClient> {
  const { dataDir, adminKey, host, port } = readConfig();
  const key = adminKey ?? (await readAdminKey(adminKeyPath(dataDir)));
  if (key === undefined) {
    throw new CommandError(
      `There is no admin key in ${adminKeyPath(dataDir)}: start the server first, or set POSTMAP_DATA_DIR to its data folder.`,
    );
  }
  const origin = originOf(host, port);
  return {
    origin,
    ask: (schema, path, request = {}) =>
      askServer(schema, new URL(path, origin), { ...request, headers: { authorization: `Bearer ${key}` } }),
  };
}

/** One request; the answer is read by `schema`. Rejects as {@link ServerClient.ask}. */
export async function askServer<T>(
  schema: z.ZodType<T>,
  url: URL,
  { method = 'GET', body, headers = {} }: { method?: string; body?: Buffer; headers?: Record<string, string> },
): Promise<T> {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const request = {
    method,
    headers: { ...type, ...headers },
    body: body === undefined ? null : new Uint8Array(body),
    redirect: 'error' as const,
  };
  const response = await fetch(url, request).catch((error: unknown) => {
    throw new CommandError(
      `No server answers at ${url.origin}${describeCause(error)}: start it with "${START_COMMAND}", or set POSTMAP_PORT to its port.`,
      EXIT.noServer,
      { cause: error },
    );
  });
  const answer = parseJson(await response.text());
  if (!response.ok) throw new CommandError(describeRefusal(response.status, answer));
  const read = schema.safeParse(answer);
  if (!read.success) throw new CommandError(`What answers at ${url.origin} is not this version of Postmap.`);
  return read.data;
}

function describeCause(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
}

function describeRefusal(status: number, answer: unknown): string {
  const problem = problemSchema.safeParse(answer);
  if (!problem.success) return `The server refused, with HTTP ${status}.`;
  const errors = (problem.data.errors ?? []).map(({ path, message }) => `\n  ${path}: ${message}`);
  return `The server refused: ${problem.data.detail}${errors.join('')}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
