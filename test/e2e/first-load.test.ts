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
