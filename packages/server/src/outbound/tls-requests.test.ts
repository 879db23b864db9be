import { createServer } from 'node:https';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failure, LIMITS, post, startOutboundBench } from '../../../../test/support/outbound-bench.ts';
import type { OutboundBench } from '../../../../test/support/outbound-bench.ts';

let bench: OutboundBench;
beforeEach(() => {
  bench = startOutboundBench();
});
afterEach(() => bench.stop());

const resolve = async (): Promise<string[]> => ['127.0.0.2'];

async function serveTls(): Promise<{ port: number; names: string[] }> {
  const names: string[] = [];
  const options = {
    key: KEY,
    cert: CERTIFICATE,
    SNICallback: (name: string, done: (error: null) => void) => {
      names.push(name);
      done(null);
    },
  };
  const server = createServer(options, (request, response) => response.end(request.headers.host));
  server.on('tlsClientError', () => {});
  return { port: await bench.listen(server), names };
}

describe('TLS', () => {
  test('server name and Host stay the name', async () => {
    const { port, names } = await serveTls();
    const result = await bench.open({ resolve, ca: CERTIFICATE }).send(post(`https://receiver.test:${port}/`), LIMITS);
    expect(result).toMatchObject({ status: 200, remoteAddress: '127.0.0.2' });
    expect(result.kind === 'response' && Buffer.from(result.body).toString()).toBe(`receiver.test:${port}`);
    expect(names).toEqual(['receiver.test']);
  });

  test('certificates are checked', async () => {
    const { port } = await serveTls();
    expect(await bench.open({ resolve }).send(post(`https://receiver.test:${port}/`), LIMITS)).toMatchObject(
      failure('tls', 'self-signed'),
    );
    const trusting = bench.open({ resolve, ca: CERTIFICATE });
    expect(await trusting.send(post(`https://other.test:${port}/`), LIMITS)).toMatchObject(
      failure('tls', 'another host name'),
    );
  });

  test('a port without TLS is told', async () => {
    const port = await bench.serve((_request, response) => response.end());
    expect(await bench.open().send(post(`https://127.0.0.2:${port}/`), LIMITS)).toMatchObject(failure('tls'));
  });
});

// For receiver.test, self-signed, for tests only.
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg82rqoga84e/07fwz
ipIHCUWbQxl2+py18sMi5pLosNihRANCAARVNJ9nj49npqb2cjm5Ba3dYzDFrgLx
eEgGsEPl7bYdtmEtsw6IoJ3DQyKCCYzNiSjZmtdrnSr0oj8Jz06CRRkc
-----END PRIVATE KEY-----`;

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBbjCCAROgAwIBAgIBATAKBggqhkjOPQQDAjAYMRYwFAYDVQQDDA1yZWNlaXZl
ci50ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAYMRYwFAYD
VQQDDA1yZWNlaXZlci50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVTSf
Z4+PZ6am9nI5uQWt3WMwxa4C8XhIBrBD5e22HbZhLbMOiKCdw0MiggmMzYko2ZrX
a50q9KI/Cc9OgkUZHKNMMEowGAYDVR0RBBEwD4INcmVjZWl2ZXIudGVzdDAPBgNV
HRMBAf8EBTADAQH/MB0GA1UdDgQWBBT3CVV/LnigfENtiUFT1HZdSmIMtzAKBggq
hkjOPQQDAgNJADBGAiEAvd8T/BPbOmcRMb5bzVbzxWaxydHXp2WjsXRe0nXgC5YC
IQCWmOwaDjGoLEmApJJAWsSTJzWISs+U9lNNNA0O13klJg==
-----END CERTIFICATE-----`;
