import ipaddr from 'ipaddr.js';

/** A network in CIDR notation that an operator lets deliveries reach. */
export interface Cidr {
  /** As it was written, for messages. */
  readonly text: string;
  readonly network: ipaddr.IPv4 | ipaddr.IPv6;
  /** Length in bits. */
  readonly prefix: number;
}

/** What the guard says of one address; `reason` completes "The address 10.0.0.5 is …". */
export type AddressVerdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

const ALLOWED: AddressVerdict = { allowed: true };

/** Words for the ranges that ipaddr.js names, from the IANA special-purpose registries. */
const RANGE_REASONS: Readonly<Record<string, string>> = {
  unspecified: 'the unspecified network',
  broadcast: 'the broadcast address',
  multicast: 'multicast',
  linkLocal: 'link-local',
  loopback: 'loopback',
  carrierGradeNat: 'carrier-grade NAT space',
  private: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'site-local',
  rfc6052: 'behind a NAT64 prefix',
  rfc6145: 'behind an IPv4-translation prefix',
  '6to4': 'a 6to4 tunnel address',
  teredo: 'a Teredo tunnel address',
  discard: 'in the discard-only block',
};

/** Denied on top of ipaddr.js, which takes them for unicast. */
const EXTRA_DENIED: readonly (readonly [Cidr, string])[] = [
  // Azure answers instance metadata and agent requests here, from inside every virtual network.
  [parseNetwork('168.63.129.16/32'), 'the Azure host address'],
  // RFC 4291 §2.5.5.1: an IPv4 address in a costume that some systems still route.
  [parseNetwork('::/96'), 'an IPv4-compatible address'],
  // RFC 9780.
  [parseNetwork('100:0:0:1::/64'), 'in the dummy block'],
];

/** The only IPv6 space that IANA has given out for global unicast; whatever lies outside is not the internet. */
const GLOBAL_IPV6 = parseNetwork('2000::/3');

/**
 * Says whether a delivery may be sent to an address. Public unicast addresses are let through; every special-purpose
 * range is refused unless `allowNetworks` covers it. IPv4-mapped IPv6 addresses are judged as the IPv4 address they
 * carry. Sources: the IANA IPv4 and IPv6 special-purpose address registries (RFC 6890), RFC 4291, 6052, 8215, 9780.
 *
 * @param ip an IPv4 or IPv6 literal without brackets; a zone id is ignored
 */
export function classifyAddress(ip: string, allowNetworks: readonly Cidr[]): AddressVerdict {
  if (!isAddressLiteral(ip)) return { allowed: false, reason: 'not an IP address' };
  const address = ipaddr.process(ip);
  if (allowNetworks.some((network) => contains(network, address))) return ALLOWED;
  const extra = EXTRA_DENIED.find(([network]) => contains(network, address));
  const range = address.range();
  const named = RANGE_REASONS[range];
  if (named !== undefined) return { allowed: false, reason: named };
  if (extra !== undefined) return { allowed: false, reason: extra[1] };
  if (range !== 'unicast') return { allowed: false, reason: 'reserved for special purposes' };
  if (address.kind() === 'ipv6' && !contains(GLOBAL_IPV6, address)) {
    return { allowed: false, reason: 'outside the public IPv6 space' };
  }
  return ALLOWED;
}

/** Whether an address, in any notation, belongs to this machine's loopback networks. */
export function isLoopback(ip: string): boolean {
  return isAddressLiteral(ip) && ipaddr.process(ip).range() === 'loopback';
}

/** Whether two literals, in any notation (`::ffff:7f00:1`, `127.0.0.1`), name the same address. */
export function isSameAddress(one: string, other: string): boolean {
  if (!isAddressLiteral(one) || !isAddressLiteral(other)) return false;
  return ipaddr.process(one).toNormalizedString() === ipaddr.process(other).toNormalizedString();
}

/** Whether an address, in any notation, is in one of these networks; text that is none is in no network. */
export function isInNetworks(ip: string, networks: readonly Cidr[]): boolean {
  const address = readAddress(ip);
  return address !== null && networks.some((network) => contains(network, address));
}

/** An address from its literal, IPv4 also where it is mapped into IPv6; null for any other text. */
export function readAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return isAddressLiteral(text) ? ipaddr.process(text) : null;
}

/** Cloud machines answer here with their own credentials. */
export const METADATA_ADDRESS = '169.254.169.254';

/**
 * Reads `POSTMAP_ALLOW_NETWORKS`: CIDRs, or single addresses, separated by commas or white space. Empty text is none.
 *
 * @throws {RangeError} naming the entry that is not a network and how it is written
 */
export function parseAllowNetworks(text: string): Cidr[] {
  return text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(parseNetwork);
}

/** Why a text is not a network, with the fix; null when it is one. */
export function findNetworkProblem(text: string): string | null {
  try {
    parseNetwork(text);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/**
 * Reads one CIDR, or a single address.
 *
 * @throws {RangeError} with the fix
 */
export function parseNetwork(text: string): Cidr {
  const [literal = '', prefixText, ...rest] = text.split('/');
  const prefix = Number(prefixText);
  const written = `"${text}" is not a network: write it as 10.0.0.0/8 or fd00::/8`;
  if (!isAddressLiteral(literal) || literal.includes('%') || rest.length > 0) throw new RangeError(`${written}.`);
  const address = ipaddr.parse(literal);
  const width = address.kind() === 'ipv4' ? 32 : 128;
  if (prefixText === undefined) return { text, ...unmap(address, width) };
  if (!/^\d{1,3}$/.test(prefixText) || prefix > width) throw new RangeError(`${written}, prefix 0 to ${width}.`);
  return { text, ...unmap(address, prefix) };
}

/** Addresses are compared unmapped, so a network inside ::ffff:0:0/96 has to be an IPv4 network as well. */
function unmap(network: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): Pick<Cidr, 'network' | 'prefix'> {
  if (network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && prefix >= 96) {
    return { network: network.toIPv4Address(), prefix: prefix - 96 };
  }
  return { network, prefix };
}

function contains({ network, prefix }: Cidr, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return network.kind() === address.kind() && address.match(network, prefix);
}

/** Full four-part IPv4 only: `127.1` or `0x7f.1` reach the guard as the address that the URL parser made of them. */
function isAddressLiteral(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}
