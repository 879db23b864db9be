import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { findFreePort } from '../support/spawned-server.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

let browser: Browser;
let server: TestServer;
let watched: WatchedPage;
let page: Page;
/** Every request for a list or a delivery, to see that nothing is asked for without a reason. */
const asked: string[] = [];

beforeAll(async () => {
  // The same port after a restart: the page connects to where it came from.
  [server, browser] = await Promise.all([startTestServer({ port: await findFreePort() }), launchBrowser()]);
  await setUpTrigger(server, {
    name: 'Live',
    event: 'order.updated',
    language: 'jsonata',
    source: '{ "id": data.id }',
    url: `${server.url}/inbox/live`,
  });
  watched = await openWatchedPage(browser, server.url, { viewport: { width: 1440, height: 900 } });
  page = watched.page;
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/v1/') && !pathname.endsWith('/session')) asked.push(pathname);
  });
  await page.goto(server.signInLink);
  await page.getByRole('heading', { name: 'Home' }).waitFor();
});
afterAll(async () => {
  await watched.close();
  await browser.close();
  await server.close();
});

const mark = (word: string) => page.getByRole('status').filter({ hasText: word }).waitFor();
const rows = () => page.getByRole('table', { name: 'Deliveries', exact: true }).locator('tbody tr:not([aria-hidden])');
const post = (id: string) =>
  server.send('POST', '/api/v1/events', { body: { type: 'order.updated', id, data: { id } } });

test('a delivery appears, and comes to its end, without a reload and without polling', async () => {
  await page.goto('/deliveries');
  await page.getByRole('heading', { name: /^No deliveries/, level: 2 }).waitFor();
  await mark('Live');
  const since = performance.now();
  await post('live-1');
  await rows().filter({ hasText: 'Succeeded' }).waitFor();
  // A change is told within a quarter of a second and asked for within one; the rest is a busy machine.
  expect(performance.now() - since).toBeLessThan(8_000);
  // What changed last is asked for once more; then there is a time, longer than the page would wait between two questions, without any.
  const askedMeanwhile = async (): Promise<string[]> => {
    asked.length = 0;
    await page.waitForTimeout(6_000);
    return asked;
  };
  await expect.poll(askedMeanwhile, { timeout: 20_000 }).toEqual([]);
  expect(watched.faults).toEqual([]);
});

test('a thing that a program adds appears on its page', async () => {
  await page.goto('/customers');
  await page.getByRole('heading', { name: 'Customers' }).waitFor();
  await server.send('POST', '/api/v1/customers', { body: { name: 'Added by a program' } });
  await page.getByText('Added by a program').waitFor();
  expect(watched.faults).toEqual([]);
});

test('a server that goes is told in a banner; when it is back, what was missed appears and the list is live again', async () => {
  await page.goto('/deliveries');
  await mark('Live');
  await server.stop();
  const banner = page.getByRole('alert').filter({ hasText: 'The server cannot be reached' });
  await banner.waitFor();
  await mark('Reconnecting…');
  await server.restart();
  await post('live-2');
  await banner.waitFor({ state: 'detached' });
  await mark('Live');
  await expect.poll(() => rows().count(), { timeout: 20_000 }).toBe(2);
  await post('live-3');
  await expect.poll(() => rows().count(), { timeout: 20_000 }).toBe(3);
});

test('a page whose code was not loaded before the server went says so, and opens once it is back', async () => {
  const { page: other, close } = await openWatchedPage(browser, server.url, {
    storageState: await page.context().storageState(),
  });
  // A browser that is never idle loads the code of no other page ahead.
  await other.addInitScript(() => (globalThis.requestIdleCallback = () => 0));
  await other.goto('/');
  await other.getByRole('heading', { name: 'Home' }).waitFor();
  await server.stop();
  await other.getByRole('link', { name: 'Inbox', exact: true }).click();
  const failed = other.getByRole('alert').filter({ hasText: 'This page could not be shown' });
  await failed.getByText('The server cannot be reached').waitFor();
  await server.restart();
  await failed.getByRole('button', { name: 'Try again' }).click();
  await other.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor();
  expect(new URL(other.url()).pathname).toBe('/inbox');
  await close();
});

test('the end of the session shows the sign-in page', async () => {
  await page.goto('/deliveries');
  await mark('Live');
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const ended = await server.send('DELETE', '/api/v1/session', { key: null, headers: { cookie, origin: server.url } });
  expect(ended.status).toBe(204);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});
