import { isInNetworks, readAddress } from '../outbound/address-guard.ts';
import type { Cidr } from '../outbound/address-guard.ts';

/**
 * The address that a request comes from: the nearest that is not a trusted proxy's. Each proxy adds to `X-Forwarded-For` the address that it was
 * called from, so the list is read from its end, and only as far as trusted proxies wrote it: whatever stands before may be the caller's own
 * invention. `Forwarded` (RFC 7239) is not read: a proxy that sets one of the two lets the other through as it came.
 *
 * @param peer the address that the connection comes from
 */
export function findClientAddress(
  peer: string,
  forwardedFor: string | undefined,
  trustedProxies: readonly Cidr[],
): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  let client = readAddress(peer)?.toString() ?? peer;
  while (isInNetworks(client, trustedProxies)) {
    const hop = readAddress(withoutPort(hops.pop() ?? ''));
    if (hop === null) return client;
    client = hop.toString();
  }
  return client;
}

/** Some proxies write the port too: `203.0.113.7:50000`, `[2001:db8::1]:50000`. */
function withoutPort(hop: string): string {
  const [, inBrackets, beforePort] = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(hop) ?? [];
  return inBrackets ?? beforePort ?? hop;
}
