import { describe, expect, test } from 'vitest';
import { classifyAddress, isLoopback, isSameAddress, parseAllowNetworks } from './address-guard.ts';

/** URL hosts as people and attackers write them; the guard sees what the URL parser makes of them. */
const deniedHosts = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f.1',
  '0177.0.0.1',
  '127.0.0.1.',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '0',
  '0.1.2.3',
  '10.254.0.0',
  '172.16.10.65',
  '192.168.10.65',
  '100.64.0.1',
  '100.100.100.200',
  '169.254.169.254',
  '169.254.170.2',
  '192.0.0.192',
  '192.0.2.255',
  '192.88.99.3',
  '198.18.0.1',
  '198.51.100.65',
  '203.0.113.6',
  '224.1.2.3',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  '[::]',
  '[::1]',
  '[::ffff:7f00:1]',
  '[::ffff:a9fe:a9fe]',
  '[::ffff:0:7f00:1]',
  '[::7f00:1]',
  '[::a9fe:a9fe]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::a00:1]',
  '[2002:a9fe:a9fe::1]',
  '[2001:0:1234::1]',
  '[fd00:ec2::254]',
  '[fc00::1]',
  '[fe80::1]',
  '[febf::1]',
  '[fec0::1]',
  '[ff02::2]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[5f00::1]',
  '[100::1]',
  '[100:0:0:1::1]',
  '[4000::1]',
  '[::ffff:168.63.129.16]',
  '[::8.8.8.8]',
  '[64:ff9b::8.8.8.8]',
];

describe('classifyAddress', () => {
  test.each(deniedHosts)('refuses %s', (host) => {
    const ip = new URL(`http://${host}/`).hostname.replace(/^\[|\]$/g, '');
    const verdict = classifyAddress(ip, []);
    expect(verdict).toEqual({ allowed: false, reason: expect.stringMatching(/^[A-Za-z0-9].+/) });
    expect(verdict).not.toHaveProperty('reason', 'not an IP address');
  });

  test.each(['8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8', '::ffff:808:808', '168.63.129.17', '2a00:1450::1'])(
    'lets %s through',
    (ip) => expect(classifyAddress(ip, [])).toEqual({ allowed: true }),
  );

  test.each(['', 'localhost', '127.1', '0x7f000001', '1.2.3.4.5', '256.1.1.1', '[::1]', '8.8.8.8/32'])(
    'refuses %s, which is no address',
    (ip) => expect(classifyAddress(ip, [])).toEqual({ allowed: false, reason: 'not an IP address' }),
  );

  test.each([
    ['10.0.0.5', 'private'],
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['168.63.129.16', 'the Azure host address'],
    ['fe80::1%eth0', 'link-local'],
    ['64:ff9b::a9fe:a9fe', 'behind a NAT64 prefix'],
  ])('says of %s that it is %s', (ip, reason) => {
    expect(classifyAddress(ip, [])).toEqual({ allowed: false, reason });
  });

  test.each([
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['10.0.0.0/8', '11.1.2.3', true],
    ['10.0.0.0/8', '192.168.0.1', false],
    ['192.168.7.7', '192.168.7.7', true],
    ['192.168.7.7', '192.168.7.8', false],
    ['fd00::/8', 'fd12::1', true],
    ['fd00::/8', '10.0.0.1', false],
    ['127.0.0.0/8', '::1', false],
    ['127.0.0.0/8 ::1', '::1', true],
  ])('with %s allowed, %s → %s', (networks, ip, allowed) => {
    expect(classifyAddress(ip, parseAllowNetworks(networks)).allowed).toBe(allowed);
  });
});

describe('parseAllowNetworks', () => {
  test('takes commas and white space', () => {
    expect(parseAllowNetworks(' 10.0.0.0/8,fd00::/8\n192.168.0.1 ,').map(({ text }) => text)).toEqual([
      '10.0.0.0/8',
      'fd00::/8',
      '192.168.0.1',
    ]);
    expect(parseAllowNetworks('')).toEqual([]);
  });

  test.each([
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0/8',
    'localhost',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    'fe80::%1/10',
  ])('names %s as the bad one', (bad) =>
    expect(() => parseAllowNetworks(`10.0.0.0/8, ${bad}`)).toThrow(`"${bad}" is not a network`),
  );
});

test('isLoopback and isSameAddress read every notation', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:7f00:1'].every(isLoopback)).toBe(true);
  expect(['10.0.0.1', '::', 'localhost'].some(isLoopback)).toBe(false);
  expect(isSameAddress('::ffff:7f00:1', '127.0.0.1')).toBe(true);
  expect(isSameAddress('0:0::1', '::1')).toBe(true);
  expect(isSameAddress('127.0.0.1', '::1')).toBe(false);
  expect(isSameAddress('localhost', 'localhost')).toBe(false);
});
