import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../packages/server/src/config.ts';
import type { Config } from '../../packages/server/src/config.ts';
import { startServer } from '../../packages/server/src/start-server.ts';
import type { StartOptions } from '../../packages/server/src/start-server.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The JSON of `text`; undefined when it is none. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read answers of every shape
  body: any;
}

export interface RequestOptions {
  /** An object is sent as JSON, text and bytes as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The admin's unless said; null sends none. */
  key?: string | null;
}

export interface TestServer {
  url: string;
  adminKey: string;
  signInLink: string;
  dataDir: string;
  send(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  /** Stops and starts on the same data folder. */
  restart(overrides?: Partial<Config>): Promise<void>;
  /** Stops, and leaves the data folder. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** A built page to test instead of the one in `packages/mapper-ui/dist`. */
const builtPage = process.env['POSTMAP_TEST_PAGE'];

/** A really started server on a free port, with a data folder of its own. */
export async function startTestServer(
  overrides: Partial<Config> = {},
  options: Partial<StartOptions> = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'postmap-test-'));
  const config: Config = { ...readConfig({}), port: 0, dataDir, demo: false, logLevel: 'silent', ...overrides };
  const start: StartOptions = {
    version: 'test',
    ...(builtPage === undefined ? {} : { pageFolder: builtPage }),
    ...options,
  };
  let started = await startServer(config, start);
  return {
    get url() {
      return started.url;
    },
    get adminKey() {
      return started.adminKey;
    },
    get signInLink() {
      return started.signInLink;
    },
    dataDir,
    send: (method, path, { key = started.adminKey, headers = {}, body } = {}) => {
      const auth: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
      const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      return exchange(new URL(path, started.url), { method, headers: { ...auth, ...type, ...headers } }, raw);
    },
    async restart(changed = {}) {
      await started.close();
      started = await startServer({ ...config, ...changed }, start);
    },
    stop: () => started.close(),
    async close() {
      await started.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Polls until `probe` gives something, for at most ten seconds. */
export async function until<T>(what: string, probe: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** By node:http, which sends any header, `host` and `origin` too. */
function exchange(
  url: URL,
  { method, headers }: { method: string; headers: Record<string, string> },
  body: string | Uint8Array | undefined,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = httpRequest(url, { method, headers, agent: false }, (response) => {
    // A stream has no end: that it began is all there is to say.
    if (response.headers['content-type'] === 'text/event-stream') {
      response.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: '', body: undefined });
      return;
    }
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parseOrNothing(text) });
    });
  });
  request.on('error', reject);
  request.end(body);
  return promise;
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
