import { isIP, type LookupFunction, type Socket } from 'node:net';
import { callbackify } from 'node:util';
import { buildConnector } from 'undici';
import { classifyAddress, isLoopback, isSameAddress, type Cidr } from './address-guard.ts';
import { OWN_ADDRESS } from './failure-words.ts';
import type { FailureCause } from './outbound-result.ts';

/** Gives every address of a host name; rejects with an error that has a `code`, as `dns.promises.lookup` does. */
export type ResolveHost = (hostname: string) => Promise<string[]>;

/** What a connector may dial. */
export interface ConnectorRules {
  readonly allowNetworks: readonly Cidr[];
  /** `inbox`: only for the server's own origin, where loopback is let through. `other`: everywhere but there. */
  readonly reach: 'inbox' | 'other';
  readonly ownOrigin: string | undefined;
  readonly resolve: ResolveHost;
  /** Certificate authorities (PEM) trusted instead of the built-in ones. */
  readonly ca: string | undefined;
}

/** A connection that could not be opened, with what is known of it. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly failure: FailureCause;

  constructor(failure: FailureCause, cause?: unknown) {
    super(failure.code, { cause });
    this.failure = failure;
  }
}

/** Resolving is not in it; undici's timer is exact to about half a second. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Makes undici's connector for guarded destinations. For each new connection the host is resolved once, every address
 * is judged, one refused address refuses the host, and only the judged addresses are dialled, so that a second DNS
 * answer has no say. Literals, for which Node asks no lookup, are judged the same way, and the peer's address is
 * compared once more when the socket is open. TLS and `Host` keep the name.
 */
export function createGuardedConnector(rules: ConnectorRules): buildConnector.connector {
  const openThen = callbackify((options: buildConnector.Options) => open(options, rules));
  return (options, callback) => {
    openThen(options, (error, socket) => {
      if (error === null) callback(null, socket);
      else callback(error, null);
    });
  };
}

async function open(options: buildConnector.Options, rules: ConnectorRules): Promise<Socket> {
  const host = options.hostname;
  const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
  const addresses = isIP(host) === 0 ? await resolveHost(host, rules.resolve) : [host];
  for (const address of addresses) {
    const reason = findRefusal(address, port, rules);
    if (reason !== null) throw new ConnectionError({ code: 'address-refused', host, address, reason });
  }
  const socket = await dial(options, port, addresses, rules.ca);
  const peer = socket.remoteAddress;
  if (peer !== undefined && addresses.some((address) => isSameAddress(address, peer))) return socket;
  socket.destroy();
  if (peer === undefined) throw new ConnectionError({ code: 'connect', host, port, systemCode: 'ECONNRESET' });
  throw new ConnectionError({ code: 'address-refused', host, address: peer, reason: 'not the one that was checked' });
}

async function resolveHost(host: string, resolve: ResolveHost): Promise<string[]> {
  try {
    const addresses = await resolve(host);
    if (addresses.length > 0) return addresses;
  } catch (error) {
    throw new ConnectionError({ code: 'dns', host, systemCode: systemCodeOf(error) }, error);
  }
  throw new ConnectionError({ code: 'dns', host, systemCode: 'ENODATA' });
}

function findRefusal(address: string, port: number, rules: ConnectorRules): string | null {
  if (rules.reach === 'inbox' && isLoopback(address)) return null;
  if (rules.reach === 'other' && isOwnAddress(address, port, rules.ownOrigin)) return OWN_ADDRESS;
  const verdict = classifyAddress(address, rules.allowNetworks);
  return verdict.allowed ? null : verdict.reason;
}

/** A name or a second loopback address must not reach the server's own port when its networks are allowed. */
function isOwnAddress(address: string, port: number, ownOrigin: string | undefined): boolean {
  if (ownOrigin === undefined) return false;
  const own = new URL(ownOrigin);
  if (port !== Number(own.port || (own.protocol === 'https:' ? 443 : 80))) return false;
  const ownHost = own.hostname.replace(/^\[|\]$/g, '');
  return isSameAddress(address, ownHost) || (isLoopback(address) && (ownHost === 'localhost' || isLoopback(ownHost)));
}

function dial(options: buildConnector.Options, port: number, addresses: string[], ca?: string): Promise<Socket> {
  const judged = addresses.map((address) => ({ address, family: isIP(address) }));
  const lookup: LookupFunction = (_hostname, { all }, callback) => {
    const [first] = judged;
    if (all === true || first === undefined) callback(null, judged);
    else callback(null, first.address, first.family);
  };
  // One connector per connection: the only way to hand this connection's judged addresses to undici's.
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    lookup,
    ...(ca === undefined ? {} : { ca }),
  });
  return new Promise((resolve, reject) => {
    connect(options, (error, socket) => {
      if (error === null) resolve(socket);
      else reject(new ConnectionError(judgeDialError(error, options, port), error));
    });
  });
}

function judgeDialError(error: Error, options: buildConnector.Options, port: number): FailureCause {
  const host = options.hostname;
  const systemCode = systemCodeOf(error);
  if (systemCode === 'UND_ERR_CONNECT_TIMEOUT' || systemCode === 'ETIMEDOUT') {
    return { code: 'timeout', host, phase: 'connect', timeoutMs: CONNECT_TIMEOUT_MS };
  }
  const whileDialling = error instanceof AggregateError || ('syscall' in error && error.syscall === 'connect');
  if (options.protocol === 'https:' && !whileDialling) {
    return { code: 'tls', host, systemCode, detail: error.message.split('\n', 1)[0] ?? '' };
  }
  return { code: 'connect', host, port, systemCode };
}

/** The code of a system, TLS or undici error; an aggregate has that of its first error. */
export function systemCodeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return systemCodeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
