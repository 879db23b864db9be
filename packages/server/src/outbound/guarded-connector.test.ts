import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ALLOWED_NETWORKS,
  failure,
  LIMITS,
  post,
  startOutboundBench,
} from '../../../../test/support/outbound-bench.ts';
import type { OutboundBench } from '../../../../test/support/outbound-bench.ts';
import { parseAllowNetworks } from './address-guard.ts';

let bench: OutboundBench;
beforeEach(() => {
  bench = startOutboundBench();
});
afterEach(() => bench.stop());

describe('the address guard', () => {
  test.each(['127.0.0.1', '127.1', '0x7f000001', '[::ffff:127.0.0.1]', '0.0.0.0', '[::]', '[::1]'])(
    'refuses the literal %s',
    async (host) => {
      const canary = await bench.serveCanary(await bench.serve(() => {}));
      const port = await bench.serve(() => {});
      const other = await bench.serveCanary(port);
      expect(await bench.open().send(post(`http://${host}:${port}/`), LIMITS)).toMatchObject(
        failure('address-refused', 'POSTMAP_ALLOW_NETWORKS'),
      );
      expect(canary.hits + other.hits).toBe(0);
    },
  );

  test.each([
    [['127.0.0.1']],
    [['127.0.0.2', '127.0.0.1']],
    [['127.0.0.1', '127.0.0.2']],
    [['127.0.0.2', '::1']],
    [['127.0.0.2', '::ffff:7f00:1']],
    [['127.0.0.2', 'nonsense']],
  ])('refuses a name that resolves to %j', async (addresses) => {
    let hits = 0;
    const port = await bench.serve(() => (hits += 1));
    const canary = await bench.serveCanary(port);
    const client = bench.open({ resolve: async () => addresses });
    expect(await client.send(post(`http://receiver.test:${port}/`), LIMITS)).toMatchObject(
      failure('address-refused', 'of receiver.test is'),
    );
    expect(canary.hits + hits).toBe(0);
  });

  test('a name that moves is refused at its next connection', async () => {
    const hosts: (string | undefined)[] = [];
    const port = await bench.serve((request, response) => {
      hosts.push(request.headers.host);
      response.setHeader('connection', 'close');
      response.end();
    });
    const canary = await bench.serveCanary(port);
    let lookups = 0;
    const client = bench.open({ resolve: async () => (lookups++ === 0 ? ['127.0.0.2'] : ['127.0.0.1']) });
    const result = await client.send(post(`http://receiver.test:${port}/`), LIMITS);
    expect(result).toMatchObject({ status: 200, remoteAddress: '127.0.0.2' });
    expect(lookups).toBe(1);
    expect(hosts).toEqual([`receiver.test:${port}`]);
    expect(await client.send(post(`http://receiver.test:${port}/`), LIMITS)).toMatchObject(failure('address-refused'));
    expect(canary.hits).toBe(0);
  });

  test('a kept connection stays where it was checked, and is looked up once', async () => {
    const sockets = new Set<Socket>();
    const port = await bench.serve((request, response) => {
      sockets.add(request.socket);
      response.end();
    });
    const canary = await bench.serveCanary(port);
    let lookups = 0;
    const client = bench.open({ resolve: async () => (lookups++ === 0 ? ['127.0.0.2'] : ['127.0.0.1']) });
    for (let round = 0; round < 5; round += 1) {
      const result = await client.send(post(`http://receiver.test:${port}/`), LIMITS);
      expect(result).toMatchObject({ status: 200, remoteAddress: '127.0.0.2' });
    }
    expect({ lookups, sockets: sockets.size, canary: canary.hits }).toEqual({ lookups: 1, sockets: 1, canary: 0 });
  });

  test('when one checked address is dead, the next one is dialled', async () => {
    const port = await bench.serve((_request, response) => response.end());
    const both = parseAllowNetworks('127.0.0.2/31');
    const client = bench.open({ allowNetworks: both, resolve: async () => ['127.0.0.3', '127.0.0.2'] });
    const result = await client.send(post(`http://receiver.test:${port}/`), LIMITS);
    expect(result).toMatchObject({ status: 200, remoteAddress: '127.0.0.2' });
  });

  test('a network that is allowed no longer is refused at once, also where a connection to it is open', async () => {
    const sockets = new Set<Socket>();
    const port = await bench.serve((request, response) => {
      sockets.add(request.socket);
      response.end();
    });
    const options = { allowNetworks: ALLOWED_NETWORKS };
    const client = bench.openWith(options);
    const url = `http://127.0.0.2:${port}/`;
    expect(await client.send(post(url), LIMITS)).toMatchObject({ status: 200 });
    options.allowNetworks = [];
    expect(await client.send(post(url), LIMITS)).toMatchObject(failure('address-refused', 'Settings › Networks'));
    options.allowNetworks = parseAllowNetworks('127.0.0.0/8');
    expect(await client.send(post(url), LIMITS)).toMatchObject({ status: 200 });
    expect(sockets.size).toBe(2);
  });

  test('a request under way ends in peace when other networks are set meanwhile', async () => {
    const came = Promise.withResolvers<() => void>();
    const port = await bench.serve((_request, response) => came.resolve(() => response.end('done')));
    const options = { allowNetworks: ALLOWED_NETWORKS };
    const client = bench.openWith(options);
    const url = `http://127.0.0.2:${port}/`;
    const first = client.send(post(url), LIMITS);
    const answer = await came.promise;
    options.allowNetworks = [];
    expect(await client.send(post(url), LIMITS)).toMatchObject({ kind: 'failure', code: 'address-refused' });
    answer();
    expect(await first).toMatchObject({ status: 200 });
  });

  test('lookups that fail are told apart', async () => {
    const missing = Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    const client = bench.open({
      resolve: (name) => (name === 'empty.test' ? Promise.resolve([]) : Promise.reject(missing)),
    });
    expect(await client.send(post('http://gone.test/'), LIMITS)).toMatchObject(
      failure('dns', 'The host name gone.test does not exist'),
    );
    expect(await client.send(post('http://empty.test/'), LIMITS)).toMatchObject(failure('dns', 'has no address'));
  });
});
