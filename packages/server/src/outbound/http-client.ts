import { lookup } from 'node:dns/promises';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Agent } from 'undici';
import type { Cidr } from './address-guard.ts';
import { createConnectionPool } from './connection-pool.ts';
import { describeFailure, OWN_ADDRESS } from './failure-words.ts';
import { ConnectionError, createGuardedConnector, systemCodeOf, type ResolveHost } from './guarded-connector.ts';
import { checkSentHeader } from './header-rules.ts';
import type { FailureCause, OutboundPhase, OutboundRequest, OutboundResult } from './outbound-result.ts';
import { judgeOwnOrigin } from './own-origin.ts';
import { ResponseCollector, type Collected } from './response-collector.ts';
import { checkTargetUrl } from './target-url.ts';

/** How a client is set up. */
export interface HttpClientOptions {
  /** Networks let through besides the public internet. Looked at for every request: another list than before takes effect at once. */
  readonly allowNetworks: readonly Cidr[];
  /** Where this server is reached, such as `http://127.0.0.1:8420`: its `/inbox/` is let through, the rest refused. */
  readonly ownOrigin?: string | undefined;
  /** All addresses of a host name; the system's resolver by default. */
  readonly resolve?: ResolveHost | undefined;
  /** Certificate authorities (PEM) trusted instead of the built-in ones. */
  readonly ca?: string | undefined;
}

/** Limits of one request. */
export interface SendOptions {
  /** One deadline from the call to the last byte of the answer's body, in milliseconds. */
  readonly timeoutMs: number;
  /** Bytes of the answer's body that are kept; 65,536 by default. Beyond it the connection is dropped. */
  readonly maxResponseBytes?: number;
  /** Gives the request up with code `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** The one way that Postmap makes HTTP requests: deliveries, tests, OAuth and replays. */
export interface HttpClient {
  /**
   * Sends a request once: no redirect is followed, nothing is sent a second time. Never rejects for what the network,
   * the endpoint or the request is like: that is a result of kind `failure`.
   */
  send(request: OutboundRequest, options: SendOptions): Promise<OutboundResult>;
  /** Takes no more requests, waits for those under way (each ends by its deadline), and closes all connections. */
  close(): Promise<void>;
}

const DEFAULT_MAX_RESPONSE_BYTES = 65_536;

/** Makes an HTTP client whose connections all pass the address guard; see `guarded-connector.ts`. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { ownOrigin, ca, resolve = resolveWithSystem } = options;
  const openPools = (allowNetworks: readonly Cidr[]) => ({
    allowNetworks,
    // Apart, so that a connection opened for the inbox is never reused for another path of the own origin.
    inbox: createConnectionPool(createGuardedConnector({ allowNetworks, ownOrigin, resolve, ca, reach: 'inbox' })),
    other: createConnectionPool(createGuardedConnector({ allowNetworks, ownOrigin, resolve, ca, reach: 'other' })),
  });
  let pools = openPools(options.allowNetworks);
  const retired = new Set<Agent>();
  const underWay = new Set<Promise<OutboundResult>>();
  let closed = false;

  /** The pools of the networks that are allowed now: a connection judged by another list carries no new request. */
  function findPools(): typeof pools {
    const { allowNetworks } = options;
    if (allowNetworks === pools.allowNetworks) return pools;
    for (const agent of [pools.inbox, pools.other]) {
      retired.add(agent);
      // Closing waits for the requests under way, each of which ends by its deadline.
      void agent.close().finally(() => retired.delete(agent));
    }
    pools = openPools(allowNetworks);
    return pools;
  }

  async function exchange(request: OutboundRequest, limits: SendOptions): Promise<OutboundResult> {
    const startedAt = performance.now();
    const fail = (cause: FailureCause): OutboundResult => ({
      kind: 'failure',
      code: cause.code,
      message: describeFailure(cause),
      durationMs: Math.round(performance.now() - startedAt),
    });
    if (closed || limits.signal?.aborted === true) return fail({ code: 'aborted' });
    const checked = checkRequest(request);
    if (!checked.ok) return fail({ code: 'invalid-request', message: checked.message });
    const { url } = checked;
    const reach = judgeOwnOrigin(url, ownOrigin);
    if (reach === 'own') {
      return fail({ code: 'address-refused', host: url.hostname, address: url.hostname, reason: OWN_ADDRESS });
    }
    const maxBytes = limits.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES;
    const { outcome, collector } = await collect(maxBytes, limits, (handler) => {
      findPools()[reach].dispatch({ origin: url.origin, ...writeRequest(request, url) }, handler);
    });
    if (outcome.kind === 'error') return fail(judgeError(outcome.error, collector.phase, url, limits.timeoutMs));
    const durationMs = Math.round(performance.now() - startedAt);
    const { status, headers, body, truncated } = outcome;
    return { kind: 'response', status, headers, body, truncated, durationMs, remoteAddress: collector.remoteAddress };
  }

  return {
    send(request, limits) {
      const result = exchange(request, limits).finally(() => underWay.delete(result));
      underWay.add(result);
      return result;
    },
    async close() {
      closed = true;
      await Promise.allSettled(underWay);
      await Promise.all([pools.inbox, pools.other, ...retired].map((agent) => agent.destroy()));
    },
  };
}

class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

/** Dispatches a request and settles with its outcome, at the latest at the deadline, whatever undici is busy with. */
async function collect(
  maxBytes: number,
  { timeoutMs, signal }: SendOptions,
  dispatch: (handler: ResponseCollector) => void,
): Promise<{ outcome: Collected; collector: ResponseCollector }> {
  const { promise, resolve } = Promise.withResolvers<Collected>();
  const collector = new ResponseCollector(maxBytes, resolve);
  const stop = (error: Error): void => {
    resolve({ kind: 'error', error });
    collector.stop(error);
  };
  const deadline = setTimeout(() => stop(new DeadlineError()), timeoutMs);
  const onAbort = (): void => stop(new StoppedError());
  signal?.addEventListener('abort', onAbort, { once: true });
  dispatch(collector);
  const outcome = await promise;
  clearTimeout(deadline);
  signal?.removeEventListener('abort', onAbort);
  // undici frees the connection only after it has told the end: a caller that sends the next request at once gets it.
  await setImmediate();
  return { outcome, collector };
}

function checkRequest(request: OutboundRequest): ReturnType<typeof checkTargetUrl> {
  if (!/^[A-Z]{1,32}$/.test(request.method) || request.method === 'CONNECT' || request.method === 'TRACE') {
    return { ok: false, message: `Method ${JSON.stringify(request.method)} cannot be sent: use one such as POST.` };
  }
  for (const [name, value] of request.headers) {
    const message = checkSentHeader(name, value);
    if (message !== null) return { ok: false, message };
  }
  return checkTargetUrl(request.url);
}

function writeRequest({ method, headers, body }: OutboundRequest, url: URL) {
  return {
    method,
    path: url.pathname + url.search,
    headers: headers.flat(),
    body: body === null || body.length === 0 ? null : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
  };
}

function judgeError(error: Error, phase: OutboundPhase, url: URL, timeoutMs: number): FailureCause {
  if (error instanceof ConnectionError) return error.failure;
  if (error instanceof DeadlineError) return { code: 'timeout', host: url.hostname, phase, timeoutMs };
  const systemCode = systemCodeOf(error);
  if (error instanceof StoppedError || STOPPED_CODES.has(systemCode)) return { code: 'aborted' };
  if (RESET_CODES.has(systemCode)) return { code: 'reset', phase };
  if (systemCode === 'UND_ERR_INVALID_ARG' || systemCode === 'UND_ERR_NOT_SUPPORTED') {
    return { code: 'invalid-request', message: `The request cannot be sent: ${error.message}.` };
  }
  return { code: 'protocol', detail: error.message };
}

const STOPPED_CODES: ReadonlySet<string> = new Set(['UND_ERR_DESTROYED', 'UND_ERR_CLOSED', 'UND_ERR_ABORTED']);

const RESET_CODES: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  // The parser's word for an end of stream inside a message.
  'HPE_INVALID_EOF_STATE',
]);

async function resolveWithSystem(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true, order: 'verbatim' });
  return found.map(({ address }) => address);
}
