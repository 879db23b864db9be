import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };

let server: TestServer;
let browser: Browser;
let session: BrowserContextOptions['storageState'];
let watched: WatchedPage;
let posted = 0;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  const { page, close } = await openWatchedPage(browser, server.url);
  await page.goto(server.signInLink);
  await page.getByRole('heading', { name: 'Your first postback' }).waitFor();
  session = await page.context().storageState();
  await close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreenshot(watched.page, `failed ${task.name.slice(0, 40)}`);
  await watched.close();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  watched = await openWatchedPage(browser, server.url, {
    viewport: { width: 1440, height: 900 },
    storageState: session,
    ...options,
  });
  await watched.page.goto('/');
  return watched.page;
}

const setUp = (name: string, event: string, url: string) =>
  setUpTrigger(server, { name, event, language: 'jsonata', source: '{ "id": data.id }', url, more: { retry: 'none' } });

async function post(type: string): Promise<void> {
  const body = { id: `home-${(posted += 1)}`, type, data: { id: '1' } };
  expect((await server.send('POST', '/api/v1/events', { body })).status).toBe(202);
}

/** A key figure by its name. */
function figure(page: Page, name: string): Promise<string> {
  return page.getByLabel('Key figures').locator('div').filter({ hasText: name }).locator('dd').first().innerText();
}

test('before anything was sent it shows the way there, which can be put away and fetched back', async () => {
  const page = await open();
  await page.getByRole('heading', { name: 'Your first postback' }).waitFor();
  await page.getByText('None: the newest try of every trigger succeeded.').waitFor();
  await page.getByRole('figure', { name: 'No try ended in the last 60 minutes' }).waitFor();
  expect(await figure(page, 'Succeeded at first try')).toBe('–');
  await expectAccessible(page, 'home, empty');
  await page.getByRole('button', { name: 'Dismiss the first steps' }).click();
  await page.getByRole('heading', { name: 'Your first postback' }).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('button', { name: 'First steps' }).click();
  await page.getByRole('heading', { name: 'Your first postback' }).waitFor();
  expect(watched.faults).toEqual([]);
});

test('figures, chart and failing endpoints follow what happens, without a reload', async () => {
  await setUp('Lumen', 'shipment.fulfilled', `${server.url}/inbox/lumen`);
  const bolt = await setUp('Bolt', 'shipment.cancelled', `${server.url}/inbox/bolt?status=503`);
  const page = await open();
  await page.getByRole('heading', { name: 'Failing endpoints' }).waitFor();
  for (let count = 0; count < 3; count += 1) await post('shipment.fulfilled');
  await post('shipment.cancelled');
  await until('the failure to be on record', async () => {
    const { failing } = (await server.send('GET', '/api/v1/stats')).body;
    return failing.length === 1;
  });
  await expect.poll(() => figure(page, 'Accepted, last hour'), PATIENCE).toBe('4');
  await expect.poll(() => figure(page, 'Succeeded at first try'), PATIENCE).toBe('75 %');
  expect(await figure(page, 'Delivered in the end')).toBe('75 %');
  expect(await figure(page, 'p95 until delivered')).toMatch(/^\d+(\.\d)? m?s$/);
  await page.getByRole('figure', { name: /3 tries succeeded and 1 try failed/ }).waitFor();
  expect(
    await page
      .getByRole('table', { name: /^Tries by the minute/ })
      .getByRole('row')
      .count(),
  ).toBeGreaterThan(1);
  // A canvas is drawn: it is not of one colour.
  expect(await page.locator('canvas').evaluate(countColours)).toBeGreaterThan(2);

  const failing = page.getByRole('region', { name: 'Failing endpoints' });
  await failing.getByText('1 failure').waitFor();
  await failing.getByRole('link', { name: /answered 503/ }).waitFor();
  await takeScreenshot(page, 'home-busy-1440-light');
  await failing.getByRole('link', { name: 'Bolt · Bolt' }).click();
  await page.getByRole('heading', { name: 'Deliveries', level: 1 }).waitFor();
  expect(new URL(page.url()).searchParams.get('trigger')).toBe(bolt);
  await expect
    .poll(
      () => page.getByRole('table', { name: 'Deliveries' }).locator('tbody tr:not([aria-hidden])').count(),
      PATIENCE,
    )
    .toBe(1);
  expect(watched.faults).toEqual([]);
});

test('by keyboard alone, from the failing endpoint to the delivery that says why', async () => {
  const page = await open();
  const link = page.getByRole('region', { name: 'Failing endpoints' }).getByRole('link', { name: /answered 503/ });
  await link.waitFor();
  for (let presses = 0; !(await link.evaluate((element) => element === document.activeElement)); presses += 1) {
    expect(presses).toBeLessThan(60);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page
    .getByRole('complementary', { name: 'Delivery' })
    .getByText(/answered 503/)
    .first()
    .waitFor();
  expect(watched.faults).toEqual([]);
});

test.each([1440, 1024, 390])('it fits %i px, is accessible, and its chart follows the theme', async (width) => {
  const page = await open({ viewport: { width, height: 900 } });
  await page.locator('canvas').waitFor();
  const light = await page.locator('canvas').evaluate(readCanvas);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => page.locator('canvas').evaluate(readCanvas), PATIENCE).not.toBe(light);
  await takeScreenshot(page, `home-busy-${width}-dark`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await expectAccessible(page, `home at ${width} px`);
  expect(watched.faults).toEqual([]);
});

function readCanvas(canvas: Element): string {
  return canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : '';
}

function countColours(canvas: Element): number {
  if (!(canvas instanceof HTMLCanvasElement)) return 0;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  const colours = new Set<string>();
  for (let at = 0; at < pixels.length; at += 4)
    colours.add(`${pixels[at]},${pixels[at + 1]},${pixels[at + 2]},${pixels[at + 3]}`);
  return colours.size;
}
