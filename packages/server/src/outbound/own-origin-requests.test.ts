import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failure, LIMITS, post, startOutboundBench } from '../../../../test/support/outbound-bench.ts';
import type { OutboundBench } from '../../../../test/support/outbound-bench.ts';
import { parseAllowNetworks } from './address-guard.ts';
import type { HttpClient } from './http-client.ts';

let bench: OutboundBench;
beforeEach(() => {
  bench = startOutboundBench();
});
afterEach(() => bench.stop());

async function openOwn(networks = ''): Promise<{ client: HttpClient; origin: string; port: number; seen: string[] }> {
  const seen: string[] = [];
  const port = await bench.serve((request, response) => {
    seen.push(request.url ?? '');
    response.end();
  }, '127.0.0.1');
  const origin = `http://127.0.0.1:${port}`;
  return {
    client: bench.open({
      allowNetworks: parseAllowNetworks(networks),
      ownOrigin: origin,
      resolve: async () => ['127.0.0.1'],
    }),
    origin,
    port,
    seen,
  };
}

describe('the own origin', () => {
  test('is let through under /inbox/ only, on a kept connection too', async () => {
    const { client, origin, seen } = await openOwn();
    expect(await client.send(post(`${origin}/inbox/demo`), LIMITS)).toMatchObject({ status: 200 });
    for (const path of ['/api/v1/events', '/inbox/../api', '/inbox/%2e%2e/api', '/inbox/..%2fapi', '/inbox', '/in/t']) {
      expect(await client.send(post(origin + path), LIMITS)).toMatchObject(failure('address-refused', "Postmap's own"));
    }
    expect(await client.send(post(`${origin}/inbox/again`), LIMITS)).toMatchObject({ status: 200 });
    expect(seen).toEqual(['/inbox/demo', '/inbox/again']);
  });

  test('cannot be reached by another name or loopback address, allowed networks or not', async () => {
    const { client, port, seen } = await openOwn('127.0.0.0/8 ::1');
    for (const host of ['receiver.test', 'localhost', '127.0.0.2', '[::1]', '[::ffff:127.0.0.1]']) {
      expect(await client.send(post(`http://${host}:${port}/inbox/demo`), LIMITS)).toMatchObject(
        failure('address-refused', "Postmap's own"),
      );
    }
    expect(seen).toEqual([]);
  });

  test('gives no way to another port of loopback', async () => {
    const { client } = await openOwn();
    const port = await bench.serve(() => {}, '127.0.0.1');
    expect(await client.send(post(`http://127.0.0.1:${port}/inbox/demo`), LIMITS)).toMatchObject(
      failure('address-refused', 'loopback'),
    );
  });
});
