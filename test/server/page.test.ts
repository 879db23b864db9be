import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';

const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const LARGE = 'run();'.repeat(500);

let folder: string;
let server: TestServer;
const get = (path: string): Promise<Answer> => server.send('GET', path, { key: null });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmap-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, '..', 'postmap-secret.txt'), 'classified');
  const files = {
    'index.html': '<!doctype html>PAGE',
    'icon.svg': '<svg/>',
    'assets/index-abc123.js': 'run()',
    'assets/preview-worker-abc123.js': 'work()',
    'assets/large-abc123.js': LARGE,
    'assets/large-abc123.js.br': brotliCompressSync(LARGE),
    'assets/large-abc123.js.gz': gzipSync(LARGE),
  };
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  server = await startTestServer({}, { pageFolder: folder });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
  await rm(join(folder, '..', 'postmap-secret.txt'));
});

test.each(['/', '/customers', '/customers/cus_1?tab=triggers', '/inbox', '/templates/tpl_1'])(
  '%s is the page, not cached',
  async (path) => {
    expect(await get(path)).toMatchObject({
      status: 200,
      text: '<!doctype html>PAGE',
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
    });
  },
);

test('files under assets never change', async () => {
  expect(await get('/assets/index-abc123.js')).toMatchObject({
    status: 200,
    text: 'run()',
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
  expect(await get('/icon.svg')).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache' } });
});

test.each([
  { takes: 'gzip, deflate, br, zstd', encoding: 'br', length: brotliCompressSync(LARGE).length },
  { takes: 'gzip, deflate', encoding: 'gzip', length: gzipSync(LARGE).length },
  { takes: 'deflate', encoding: undefined, length: LARGE.length },
  { takes: 'br;q=0, identity', encoding: undefined, length: LARGE.length },
  { takes: '', encoding: undefined, length: LARGE.length },
])('a large file is sent as $encoding to who takes "$takes"', async ({ takes, encoding, length }) => {
  const headers = { 'accept-encoding': takes };
  const answer = await server.send('GET', '/assets/large-abc123.js', { key: null, headers });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': String(length),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  const decoded = await fetch(`${server.url}/assets/large-abc123.js`, { headers });
  expect(await decoded.text()).toBe(LARGE);
});

test('what was not compressed at the build is sent as it is, and so are answers of the API', async () => {
  const headers = { 'accept-encoding': 'br, gzip' };
  const small = await server.send('GET', '/assets/index-abc123.js', { key: null, headers });
  expect(small.headers['content-encoding']).toBeUndefined();
  expect(small).toMatchObject({ text: 'run()', headers: { vary: 'Accept-Encoding' } });
  const list = await server.send('GET', '/api/v1/samples?limit=200', { headers });
  expect(list.text.length).toBeGreaterThan(1_024);
  expect(list.headers['content-encoding']).toBeUndefined();
});

test.each([
  '/assets/gone.js',
  '/gone.png',
  '/api/v1/gone',
  '/in',
  '/health/gone',
  '/..%2fpostmap-secret.txt',
  '/%2e%2e/postmap-secret.txt',
  '/assets/..%2f..%2fpostmap-secret.txt',
])('%s is not the page, nor a file outside it', async (path) => {
  const answer = await get(path);
  expect(answer.text).not.toContain('classified');
  expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

describe('security headers', () => {
  test.each([
    '/',
    '/assets/index-abc123.js',
    '/api/v1/stats',
    '/api/v1/preview-worker.js',
    '/preview-worker.js',
    '/health/live',
    '/nothing.js',
  ])('of %s', async (path) => {
    expect((await get(path)).headers).toMatchObject({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  test('only the preview worker may evaluate', async () => {
    const { headers } = await get('/assets/preview-worker-abc123.js');
    expect(headers['content-security-policy']).toBe(
      POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
    );
  });

  test('answers of the API are not kept by browsers', async () => {
    expect((await server.send('GET', '/api/v1/stats')).headers['cache-control']).toBe('no-store');
  });
});

test('a page that was not built says so in one line', async () => {
  const bare = await startTestServer({}, { pageFolder: join(folder, 'none') });
  try {
    const answer = await bare.send('GET', '/', { key: null });
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('npm start');
    expect((await bare.send('GET', '/api/v1/stats')).status).toBe(200);
  } finally {
    await bare.close();
  }
});
