import { expect, test } from 'vitest';
import { isOwnHost, isOwnOrigin, isSecure, linkOrigin } from './own-addresses.ts';

const plain = { origin: 'http://10.1.2.3:8420', publicOrigin: undefined };
const published = { origin: 'http://127.0.0.1:8420', publicOrigin: 'https://postmap.example' };

test.each([
  ['localhost:8420', plain, undefined, true],
  ['LOCALHOST', plain, undefined, true],
  ['127.0.0.1', plain, undefined, true],
  ['[::1]:9000', plain, undefined, true],
  ['10.1.2.3:8420', plain, undefined, true],
  ['postmap.example', published, undefined, true],
  ['postmap.example', plain, undefined, false],
  ['192.168.1.5:8420', plain, '192.168.1.5', true],
  ['192.168.1.5:8420', plain, '::ffff:192.168.1.5', true],
  ['[fe80::1]:8420', plain, 'fe80::1', true],
  ['192.168.1.6:8420', plain, '192.168.1.5', false],
  // A name that points here is not the address: that is what DNS rebinding does.
  ['evil.example:8420', plain, '192.168.1.5', false],
  ['localhost@evil.example', plain, undefined, false],
  ['evil.example/localhost', plain, undefined, false],
  ['', plain, undefined, false],
  [undefined, plain, undefined, false],
])('host %s of %j at %s: %s', (host, addresses, localAddress, own) => {
  expect(isOwnHost(host, addresses, localAddress)).toBe(own);
});

test.each([
  ['http://localhost:8420', 'localhost:8420', plain, true],
  ['http://localhost:3000', 'localhost:8420', plain, false],
  ['https://localhost:8420', 'localhost:8420', plain, false],
  ['https://postmap.example', 'postmap.example', published, true],
  ['http://evil.example', 'localhost:8420', published, false],
  ['null', 'localhost:8420', plain, false],
  [undefined, 'localhost:8420', plain, false],
])('origin %s at host %s: own is %s', (origin, host, addresses, own) => {
  expect(isOwnOrigin(origin, host, addresses)).toBe(own);
});

test('links use what is published, and decide about secure cookies', () => {
  expect([linkOrigin(plain), isSecure(plain)]).toEqual(['http://10.1.2.3:8420', false]);
  expect([linkOrigin(published), isSecure(published)]).toEqual(['https://postmap.example', true]);
});
