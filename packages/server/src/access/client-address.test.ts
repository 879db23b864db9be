import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllowNetworks } from '../outbound/address-guard.ts';
import { findClientAddress } from './client-address.ts';

const PROXIES = parseAllowNetworks('127.0.0.1 10.0.0.0/8 fd00::/8');

describe('the address that a request comes from', () => {
  test.each([
    ['without a proxy, the peer', '203.0.113.7', undefined, '203.0.113.7'],
    ['of a stranger, whatever it says', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['of a proxy, who called it', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['never what the caller wrote before it', '127.0.0.1', '192.0.2.66, 198.51.100.1', '198.51.100.1'],
    ['through several proxies, who called the first', '10.1.1.1', '192.0.2.66,198.51.100.1 , 10.2.2.2', '198.51.100.1'],
    ['of a proxy itself', '10.1.1.1', undefined, '10.1.1.1'],
    ['of a proxy that says nothing readable', '10.1.1.1', 'unknown', '10.1.1.1'],
    ['beyond what cannot be read, nothing', '10.1.1.1', '198.51.100.1, _hidden, 10.2.2.2', '10.2.2.2'],
    ['from inside, the innermost', '10.1.1.1', '10.3.3.3, 10.2.2.2', '10.3.3.3'],
    ['with a port', '127.0.0.1', '198.51.100.1:50000', '198.51.100.1'],
    ['over IPv6', 'fd00::1', '[2001:db8::7]:50000', '2001:db8::7'],
    ['over IPv6, in brackets', 'fd00::1', '[2001:db8::7]', '2001:db8::7'],
    ['over a socket for both families', '::ffff:127.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
  ])('%s', (_case, peer, forwarded, address) => {
    expect(findClientAddress(peer, forwarded, PROXIES)).toBe(address);
  });

  test('where no proxy is trusted, is always the peer', () => {
    fc.assert(
      fc.property(fc.string(), (forwarded) => {
        expect(findClientAddress('127.0.0.1', forwarded, [])).toBe('127.0.0.1');
      }),
    );
  });

  test('does not depend on what the caller wrote', () => {
    fc.assert(
      fc.property(fc.string(), (invented) => {
        expect(findClientAddress('10.1.1.1', `${invented}, 198.51.100.1`, PROXIES)).toBe('198.51.100.1');
      }),
    );
  });
});
