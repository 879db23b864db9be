import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseAllowNetworks } from './address-guard.ts';
import { createHttpClient } from './http-client.ts';
import type { HttpClient } from './http-client.ts';
import { createOauthTokens } from './oauth-tokens.ts';
import type { OauthClient, OauthTokens } from './oauth-tokens.ts';
import { sendWithToken } from './send-with-token.ts';

interface Hit {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: ReturnType<typeof createServer>;
let http: HttpClient;
let hits: Hit[];
let answer: (hit: Hit, response: ServerResponse) => void;
let origin: string;
let tokens: OauthTokens;
let clock: number;

beforeEach(async () => {
  hits = [];
  server = createServer((request, response) => {
    void receive(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
  http = createHttpClient({ allowNetworks: parseAllowNetworks('127.0.0.0/8') });
  clock = 1_000_000;
  tokens = createOauthTokens({ http, now: () => clock });
});
afterEach(async () => {
  await http.close();
  server.close();
  server.closeAllConnections();
});

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const hit = { path: request.url ?? '', headers: request.headers, body: await text(request) };
  hits.push(hit);
  answer(hit, response);
}

const client = (changes: Partial<OauthClient> = {}): OauthClient => ({
  tokenUrl: `${origin}/token`,
  clientId: 'shop & co',
  clientSecret: 's3cret:ü',
  ...changes,
});
const limits = { timeoutMs: 5_000 };
const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};
/** Gives tokens t1, t2, … for `lifeSeconds`, and takes at the hook those that `isTaken` likes. */
function serve(isTaken: (token: string) => boolean, lifeSeconds?: number): void {
  let count = 0;
  answer = ({ path, headers }, response) => {
    if (path === '/token') {
      const expires = lifeSeconds === undefined ? {} : { expires_in: lifeSeconds };
      json(response, 200, { access_token: `t${++count}`, token_type: 'Bearer', ...expires });
    } else json(response, isTaken(headers.authorization?.replace('Bearer ', '') ?? '') ? 200 : 401, {});
  };
}
const send = async (timeoutMs = 5_000) => {
  const { result } = await sendWithToken(
    { http, tokens, now: Date.now },
    { method: 'POST', url: `${origin}/hook`, headers: [['Authorization', 'own']], body: new Uint8Array([49]) },
    client(),
    { timeoutMs },
  );
  return result;
};
const listPaths = (): string[] => hits.map(({ path }) => path);

describe('a token', () => {
  test('is asked for as RFC 6749 §4.4.2 says, with the client authenticated by HTTP Basic', async () => {
    serve(() => true, 600);
    expect(await tokens.get(client({ scope: 'orders write' }), limits)).toEqual({ ok: true, token: 't1' });
    const [{ headers, body } = { headers: {}, body: '' }] = hits;
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'orders write',
    });
    const [name, credentials = ''] = headers.authorization?.split(' ') ?? [];
    expect(name).toBe('Basic');
    expect(Buffer.from(credentials, 'base64').toString()).toBe('shop+%26+co:s3cret%3A%C3%BC');
  });

  test('is kept until it expires, by client, and asked for once by those that come at once', async () => {
    serve(() => true, 60);
    await Promise.all([1, 2, 3].map(() => tokens.get(client(), limits)));
    clock += 49_000;
    expect(await tokens.get(client(), limits)).toEqual({ ok: true, token: 't1' });
    expect(hits).toHaveLength(1);
    clock += 2_000;
    expect(await tokens.get(client(), limits)).toEqual({ ok: true, token: 't2' });
    expect(await tokens.get(client({ clientSecret: 'other' }), limits)).toEqual({ ok: true, token: 't3' });
  });

  test.each<[string, number, unknown, string]>([
    [
      'a refusal',
      401,
      { error: 'invalid_client', error_description: 'Unknown\nclient' },
      'The endpoint answered 401 Unauthorized (invalid_client, Unknown client); check client id and secret',
    ],
    ['a failure', 503, 'busy', 'The endpoint answered 503 Service Unavailable'],
    ['no JSON', 200, '<html>', 'its answer of 200 has no usable JSON object'],
    ['no token', 200, { token: 'x' }, 'its answer of 200 has no usable "access_token"'],
    ['a token that could break a header', 200, { access_token: 'a\r\nb' }, 'no usable "access_token"'],
    ['another kind of token', 200, { access_token: 'a', token_type: 'mac' }, 'no usable "token_type"'],
  ])('is missing after %s, which is told in words and not kept', async (_, status, body, words) => {
    answer = (_hit, response) => json(response, status, body);
    const verdict = await tokens.get(client(), limits);
    expect(verdict).toEqual({ ok: false, message: expect.stringContaining(words) });
    expect(verdict).toEqual({
      ok: false,
      message: expect.stringContaining(`No access token from ${new URL(origin).host}`),
    });
    expect(JSON.stringify(verdict)).not.toContain('s3cret');
    await tokens.get(client(), limits);
    expect(hits).toHaveLength(2);
  });
});

describe('a request', () => {
  test('goes with the token, and with no other authorization', async () => {
    serve(() => true, 600);
    expect(await send()).toMatchObject({ kind: 'response', status: 200 });
    expect(await send()).toMatchObject({ kind: 'response', status: 200 });
    expect(listPaths()).toEqual(['/token', '/hook', '/hook']);
    expect(hits[1]).toMatchObject({ body: '1', headers: { authorization: 'Bearer t1' } });
  });

  test('goes once more with a new token after a 401', async () => {
    serve((token) => token !== 't1', 600);
    expect(await send()).toMatchObject({ kind: 'response', status: 200 });
    expect(listPaths()).toEqual(['/token', '/hook', '/token', '/hook']);
  });

  test('goes once more only', async () => {
    serve(() => false, 600);
    expect(await send()).toMatchObject({ kind: 'response', status: 401 });
    expect(listPaths()).toEqual(['/token', '/hook', '/token', '/hook']);
  });

  test('is not sent without a token', async () => {
    answer = (_hit, response) => json(response, 400, { error: 'invalid_scope' });
    expect(await send()).toMatchObject({
      kind: 'failure',
      code: 'token',
      message: expect.stringContaining('invalid_scope'),
    });
    expect(listPaths()).toEqual(['/token']);
  });

  test('shares one deadline with its token', async () => {
    answer = () => undefined;
    expect(await send(200)).toMatchObject({
      kind: 'failure',
      code: 'token',
      message: expect.stringContaining('did not answer'),
    });
  });
});
