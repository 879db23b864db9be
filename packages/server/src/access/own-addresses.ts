/** Where the server is reached: `origin` as it listens, `publicOrigin` as people use it behind a proxy. */
export interface OwnAddresses {
  origin: string;
  publicOrigin: string | undefined;
}

/** The origin that links and ingest URLs are written with. */
export function linkOrigin({ origin, publicOrigin }: OwnAddresses): string {
  return publicOrigin ?? origin;
}

/** Whether people reach the server by https, so that cookies may be kept to it. */
export function isSecure(addresses: OwnAddresses): boolean {
  return linkOrigin(addresses).startsWith('https:');
}

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a `Host` header names this server: a loopback name, the host it listens on or is published at, or the very address that
 * the connection came in on. Any other name may be an attacker's, pointed at this address (DNS rebinding). Ports are not compared,
 * because they may be mapped.
 */
export function isOwnHost(
  host: string | undefined,
  addresses: OwnAddresses,
  localAddress: string | undefined,
): boolean {
  const name = URL.parse(`http://${host ?? ''}/`)?.hostname;
  if (host === undefined || name === undefined || !/^[\w.:[\]-]+$/.test(host)) return false;
  if (LOOPBACK_NAMES.has(name)) return true;
  const own = [addresses.origin, addresses.publicOrigin].filter((origin) => origin !== undefined);
  if (own.some((origin) => new URL(origin).hostname === name)) return true;
  return localAddress !== undefined && name === writeAddress(localAddress);
}

/** Whether an `Origin` header is the page's own: published, or the host that this very request was sent to. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, addresses: OwnAddresses): boolean {
  if (origin === undefined) return false;
  return origin === addresses.publicOrigin || origin === addresses.origin || origin === `http://${host}`;
}

function writeAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}
