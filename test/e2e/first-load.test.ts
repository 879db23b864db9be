import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureFirstLoad } from '../../bench/ui/measure-first-load.ts';
import { launchBrowser } from '../support/browser.ts';
import { openSignedIn } from '../support/open-signed-in.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer({ demo: true }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('all that Home needs is at most 250 KB (gzip)', async () => {
  const { page, close } = await openSignedIn(browser, server, '/');
  const storageState = await page.context().storageState();
  await close();
  const load = await measureFirstLoad(browser, { baseURL: server.url, storageState });
  expect(load.firstLoadGzipKb).toBeLessThanOrEqual(250);
  // What is as small as nothing has not been measured.
  expect(load.firstLoadGzipKb).toBeGreaterThan(100);
});

test.each(['/', '/customers', '/templates', '/deliveries', '/events', '/settings/keys'])(
  'on the first load of %s each answer is asked for once',
  async (path) => {
    const { page, close } = await openSignedIn(browser, server, path);
    // What a page asks for as it is left is not of the first load.
    await page.goto('about:blank');
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith('/api/v1/')) asked.push(pathname + search);
    });
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => asked).toContain('/api/v1/stream');
    // Longer than the page waits with what a stream makes it ask for anew, and shorter than it waits without one.
    await page.waitForTimeout(2_500);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((one, index) => asked.indexOf(one) !== index)).toEqual([]);
    await close();
  },
);

test('what changes between the first answer and the stream shows all the same, and nothing else is asked for again', async () => {
  const { page, close } = await openSignedIn(browser, server, '/');
  await page.goto('about:blank');
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/v1/')) asked.push(pathname);
  });
  const held = Promise.withResolvers<void>();
  await page.route('**/api/v1/stream', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto('/customers');
  await page
    .getByRole('cell', { name: /Demo customer/ })
    .first()
    .waitFor();
  await server.send('POST', '/api/v1/customers', { body: { name: 'Added in between' } });
  held.resolve();
  await page.getByRole('cell', { name: /Added in between/ }).waitFor();
  await page.waitForTimeout(1_500);
  const count = (path: string) => asked.filter((one) => one === path).length;
  expect(count('/api/v1/customers')).toBe(2);
  // What other pages will show was asked for ahead: it is asked for again when they are gone to.
  expect([...new Set(asked)].filter((path) => count(path) > 1)).toEqual(['/api/v1/customers']);
  await close();
});

test('scripts and styles come compressed, and only the Latin fonts', async () => {
  const { page, close } = await openSignedIn(browser, server, '/deliveries');
  const fetched: { path: string; encoding: string | undefined }[] = [];
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    if (path.startsWith('/assets/')) fetched.push({ path, encoding: response.headers()['content-encoding'] });
  });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  const named = (pattern: RegExp) => fetched.filter(({ path }) => pattern.test(path));
  const large = named(/\/(?:libraries|index)-[^/]+\.(?:js|css)$/);
  expect(large.length).toBeGreaterThan(2);
  expect(new Set(large.map(({ encoding }) => encoding))).toEqual(new Set(['br']));
  expect(
    named(/\.woff2$/)
      .map(({ path }) => path.replace(/-[^-]+$/, ''))
      .toSorted(),
  ).toEqual(['/assets/inter-latin', '/assets/jetbrains-mono-latin']);
  await close();
});

test('in a narrow window the menu gives the focus back when it is closed', async () => {
  const { page, close } = await openSignedIn(browser, server, '/', { viewport: { width: 390, height: 800 } });
  const button = page.getByRole('button', { name: 'Menu' });
  await button.press('Enter');
  await page.getByRole('dialog', { name: 'Menu' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  await close();
});
