import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { openAsViewer, openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };
const EVENT = 'order.updated';

let server: TestServer;
let browser: Browser;
let watched: WatchedPage | undefined;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  const make = (name: string, path: string) =>
    setUpTrigger(server, { name, event: EVENT, language: 'jsonata', source: '{ "id": data.order.id }', url: path });
  await make('Northwind', `${server.url}/inbox/northwind`);
  await make('Southwind', `${server.url}/inbox/south?status=503`);
  await make('Westwind', 'http://127.0.0.1:4444/hook');
  for (const [id, email] of [
    ['223827', 'jane@example.com'],
    ['330001', 'bob@example.com'],
  ])
    await server.send('POST', '/api/v1/events', {
      body: { type: EVENT, data: { order: { id, customer: { email } } } },
    });
  await until('every delivery to be tried', async () => {
    const { items } = (await server.send('GET', '/api/v1/deliveries')).body;
    return items.length === 6 && items.every(({ attemptCount }: { attemptCount: number }) => attemptCount > 0);
  });
});
afterEach(async () => {
  await watched?.close();
  watched = undefined;
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('“an order’s shipment never arrived: why?” is answered in two steps', async () => {
  const page = await open('/');
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  await page.keyboard.press('ControlOrMeta+k');
  await page.locator('[role="dialog"] input:focus').waitFor();
  await page.keyboard.type('223827');
  const found = page.getByRole('dialog').getByRole('option');
  await expect.poll(() => found.count(), PATIENCE).toBe(4);
  expect(await found.filter({ hasText: 'jane@example.com' }).innerText()).toContain(EVENT);
  await found.filter({ hasText: 'Southwind' }).click();
  const panel = page.getByRole('complementary', { name: 'Delivery' });
  await panel.getByText(/^The endpoint answered 503 Service Unavailable.*(Next try|A try is under way)/).waitFor();
  expect(await panel.getByRole('list', { name: 'Attempts' }).innerText()).toContain('503 Service Unavailable');
  expect(await panel.getByRole('region', { name: 'Request' }).innerText()).toContain('"id": "223827"');
  const time = panel.getByRole('list', { name: 'Attempts' }).locator('time').first();
  expect(await time.getAttribute('title')).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} UTC$/);
  await panel.getByRole('tab', { name: 'Payload' }).click();
  await panel.getByRole('region', { name: 'Payload' }).getByText('"jane@example.com"').first().waitFor();
  await panel.getByRole('tab', { name: /^Template r1/ }).click();
  await panel.getByRole('region', { name: 'Template source' }).getByText('data.order.id').waitFor();
  expect(watched?.faults).toEqual([]);
});

test.each([
  ['an order id', 'q=223827', 3],
  ['the beginning of an email address', 'q=BOB@exam', 3],
  ['a trigger’s name', 'q=southw', 2],
  ['a status', 'status=succeeded', 2],
  ['a code', 'code=503', 2],
  ['a failure', 'code=address-refused', 2],
  ['an order id and a status', 'q=330001&status=succeeded', 1],
  ['a time', `range=between&from=2020-01-01T00:00:00.000Z&to=2099-01-01T00:00:00.000Z`, 6],
  ['a time before', `range=between&to=2020-01-01T00:00:00.000Z`, 0],
])('%s finds deliveries', async (_by, query, count) => {
  const page = await open(`/deliveries?${query}`);
  const rows = page.getByRole('table', { name: 'Deliveries' }).locator('tbody tr:not([aria-hidden])');
  const none = page.getByRole('heading', { name: 'No deliveries in these times' });
  await rows.or(none).first().waitFor();
  await expect.poll(() => rows.count(), PATIENCE).toBe(count);
  expect(watched?.faults).toEqual([]);
});

test('the times between are chosen in the viewer’s zone, and stand in the address in UTC', async () => {
  const page = await open('/deliveries', { timezoneId: 'America/New_York' });
  await page.getByRole('combobox', { name: 'Time' }).click();
  await page.getByRole('option', { name: 'between…' }).click();
  await page.getByLabel('From', { exact: true }).fill('2026-01-15T07:00');
  await expect.poll(() => new URL(page.url()).searchParams.get('from'), PATIENCE).toBe('2026-01-15T12:00:00.000Z');
  await page.reload();
  expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('2026-01-15T07:00');
  await page.getByRole('searchbox', { name: 'Search deliveries' }).fill('no such order');
  await page.getByRole('button', { name: 'Search any time' }).click();
  const asked = () => Object.fromEntries(new URL(page.url()).searchParams);
  await expect.poll(asked, PATIENCE).toEqual({ q: 'no such order', range: 'all' });
  expect(watched?.faults).toEqual([]);
});

test('by keyboard alone: through the list, retry, cancel with a question, close', async () => {
  const page = await open('/deliveries?q=Southwind');
  const press = (key: string) => page.keyboard.press(key);
  await page.getByRole('table', { name: 'Deliveries' }).getByText('retrying').first().waitFor();
  await press('j');
  const panel = page.getByRole('complementary', { name: 'Delivery' });
  const failed = panel.getByRole('list', { name: 'Attempts' }).getByRole('listitem').filter({ hasText: '503' });
  await failed.first().waitFor();
  await expectAccessible(page, 'deliveries with one open');
  await takeScreenshot(page, 'delivery');
  const before = await failed.count();
  await press('r');
  await expect.poll(() => failed.count(), PATIENCE).toBeGreaterThan(before);
  await panel.getByText('retrying', { exact: true }).waitFor();

  const cancel = panel.getByRole('button', { name: 'Cancel…' });
  await cancel.focus();
  await press('Enter');
  const asked = page.getByRole('dialog', { name: 'Cancel this delivery?' });
  await asked.waitFor();
  await press('Escape');
  await asked.waitFor({ state: 'hidden' });
  await panel.getByText('retrying', { exact: true }).waitFor();
  await cancel.focus();
  await press('Enter');
  await asked.getByRole('button', { name: 'Cancel the delivery' }).focus();
  await press('Enter');
  await panel.getByText('cancelled', { exact: true }).waitFor();
  await panel.getByRole('button', { name: 'Retry now' }).waitFor();
  await press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(watched?.faults).toEqual([]);
});

test('a viewer may look, and neither retry nor cancel', async () => {
  watched = await openAsViewer(browser, server, '/deliveries?q=330001&status=retrying');
  const { page } = watched;
  const row = page.getByRole('table', { name: 'Deliveries' }).getByRole('link').first();
  await row.click();
  const panel = page.getByRole('complementary', { name: 'Delivery' });
  await panel.getByRole('list', { name: 'Attempts' }).waitFor();
  expect(await panel.getByRole('button', { name: /Retry|Cancel/ }).count()).toBe(0);
  expect(watched.faults).toEqual([]);
});

test.each([
  [1024, 380],
  [390, 390],
])('at %i px the list and one delivery can be read', async (width, panelWidth) => {
  const page = await open('/deliveries', { viewport: { width, height: 844 } });
  const row = page.getByRole('table', { name: 'Deliveries' }).getByRole('link').first();
  await row.waitFor();
  await takeScreenshot(page, `deliveries-${width}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await row.click();
  const panel = page.getByRole('complementary', { name: 'Delivery' });
  await panel.getByRole('list', { name: 'Attempts' }).waitFor();
  await takeScreenshot(page, `delivery-${width}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  const box = await panel.boundingBox();
  expect([box!.x + box!.width, box!.width]).toEqual([width, panelWidth]);
  await panel.getByRole('button', { name: 'Close' }).click();
  await panel.waitFor({ state: 'detached' });
});

async function open(path: string, options: Parameters<typeof openSignedIn>[3] = {}): Promise<Page> {
  watched = await openSignedIn(browser, server, path, options);
  return watched.page;
}
