import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { urlDestinationSchema } from '../contract/index.ts';
import { prepareRequest } from './prepare-request.ts';
import type { RequestParts } from './prepare-request.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OLD_SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
// Webhook.verify compares with the clock.
const NOW = Date.now();

function parts(destination: object = {}, changes: Partial<RequestParts> = {}): RequestParts {
  const url = 'https://hooks.example.com/orders';
  return {
    deliveryId: 'dlv_1',
    destination: urlDestinationSchema.parse({ kind: 'url', url, ...destination }),
    rendered: { body: new TextEncoder().encode('{"a":"é"}'), contentType: 'application/json', query: null },
    target: { method: 'POST', url, headers: [], fingerprint: '' },
    secrets: { auth: null, headers: [], signing: [SECRET] },
    now: NOW,
    userAgent: 'Postmap/0.1.0',
    ...changes,
  };
}

function prepare(input: RequestParts) {
  const prepared = prepareRequest(input);
  if (!prepared.ok) throw new Error(prepared.message);
  return { ...prepared, headers: Object.fromEntries(prepared.request.headers) };
}

describe('a prepared request', () => {
  test('carries the rendered bytes and a signature that standardwebhooks verifies, with the old secret too', () => {
    const { request, headers } = prepare(
      parts({}, { secrets: { auth: null, headers: [], signing: [SECRET, OLD_SECRET] } }),
    );
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Postmap/0.1.0',
      'webhook-id': 'dlv_1',
      'webhook-timestamp': String(Math.floor(NOW / 1000)),
    });
    const body = Buffer.from(request.body ?? []).toString('utf8');
    for (const secret of [SECRET, OLD_SECRET]) expect(new Webhook(secret).verify(body, headers)).toEqual({ a: 'é' });
    expect(() => new Webhook(`whsec_${Buffer.alloc(32, 1).toString('base64')}`).verify(body, headers)).toThrow(
      'No matching signature',
    );
  });

  test('is signed over the empty string and has no body when it is a GET', () => {
    const target = {
      method: 'GET',
      url: 'https://hooks.example.com/orders',
      headers: [] as [string, string][],
      fingerprint: '',
    };
    const { request, headers } = prepare(parts({ method: 'GET' }, { target }));
    expect(request.body).toBeNull();
    expect(headers).not.toHaveProperty('content-type');
    const expected = new Webhook(SECRET).sign('dlv_1', new Date(NOW), '');
    expect(headers['webhook-signature']).toBe(expected);
  });

  test.each(['GET', 'POST'] as const)('puts a query into the URL by %s and signs the empty body', (method) => {
    const rendered = { body: new Uint8Array(), contentType: '', query: 'a=%C3%A9&b=1+2' };
    const target = { ...parts().target, method, url: 'https://hooks.example.com/orders?list=400#top' };
    const { request, headers } = prepare(parts({ method }, { rendered, target }));
    expect(request.url).toBe('https://hooks.example.com/orders?list=400&a=%C3%A9&b=1+2#top');
    expect(request.body).toBeNull();
    expect(headers).not.toHaveProperty('content-type');
    expect(headers['webhook-signature']).toBe(new Webhook(SECRET).sign('dlv_1', new Date(NOW), ''));
  });

  test('is refused when the query makes its URL longer than 8,192 characters', () => {
    const query = `a=${'x'.repeat(8192)}`;
    const prepared = prepareRequest(parts({}, { rendered: { body: new Uint8Array(), contentType: '', query } }));
    expect(prepared).toMatchObject({ ok: false, message: expect.stringContaining('8192 is the most') });
  });

  test('without signing still tells which delivery it is', () => {
    const { headers } = prepare(parts({ sign: false }, { secrets: { auth: null, headers: [], signing: [] } }));
    expect(headers).toMatchObject({ 'webhook-id': 'dlv_1' });
    expect(headers).not.toHaveProperty('webhook-signature');
  });

  test('lets own headers win over content type and user agent, and authentication win over own authorization', () => {
    const target = {
      ...parts().target,
      headers: [
        ['Content-Type', 'application/vnd.acme+json'],
        ['User-Agent', 'Acme'],
        ['Authorization', 'mine'],
        ['X-Two', '1'],
        ['X-Two', '2'],
      ] as [string, string][],
    };
    const { request } = prepare(
      parts({}, { target, secrets: { auth: { kind: 'bearer', token: 'tok' }, headers: [], signing: [SECRET] } }),
    );
    const named = (name: string) =>
      request.headers.filter(([header]) => header.toLowerCase() === name).map(([, value]) => value);
    expect(named('content-type')).toEqual(['application/vnd.acme+json']);
    expect(named('user-agent')).toEqual(['Acme']);
    expect(named('authorization')).toEqual(['Bearer tok']);
    expect(named('x-two')).toEqual(['1', '2']);
  });

  test('shows no secret', () => {
    const secrets = {
      auth: { kind: 'basic' as const, username: 'u', password: 'hunter2' },
      headers: [['X-Partner', 'partner-secret']] as [string, string][],
      signing: [SECRET],
    };
    const { shownHeaders, headers } = prepare(parts({}, { secrets }));
    expect(headers['X-Partner']).toBe('partner-secret');
    const shown = JSON.stringify(shownHeaders);
    expect(shown).not.toContain('partner-secret');
    expect(shown).not.toContain(Buffer.from('u:hunter2').toString('base64'));
    expect(shownHeaders.map(([name]) => name)).toEqual(Object.keys(headers));
  });

  test.each([
    ['a header value with a line break', { headers: [['X-A', 'a\r\nB: c']] }, 'X-A'],
    ['a header of the connection', { headers: [['Host', 'evil.example']] }, 'Host'],
    ['a header of the signature', { headers: [['Webhook-Id', 'x']] }, 'Webhook-Id'],
    ['another host', { url: 'https://evil.example/orders' }, 'evil.example'],
    ['no http', { url: 'file:///etc/passwd' }, 'https'],
  ] satisfies [string, { headers?: [string, string][]; url?: string }, string][])(
    'is refused for %s',
    (_name, changes, named) => {
      const prepared = prepareRequest(parts({}, { target: { ...parts().target, ...changes } }));
      expect(prepared).toMatchObject({ ok: false, message: expect.stringContaining(named) });
    },
  );

  test('is refused without a secret to sign with', () => {
    expect(prepareRequest(parts({}, { secrets: { auth: null, headers: [], signing: [] } }))).toMatchObject({
      ok: false,
    });
  });
});
