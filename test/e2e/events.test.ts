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

const EVERY_REQUEST = /\/api\/v1\//;
const PATIENCE = { timeout: 30_000, interval: 50 };

let server: TestServer;
let empty: TestServer;
let browser: Browser;
let session: BrowserContextOptions['storageState'];
let watched: WatchedPage | undefined;
/** Event ids by the id that their sender gave. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  [server, empty, browser] = await Promise.all([startTestServer(), startTestServer(), launchBrowser()]);
  const shipments = (name: string, more: Record<string, unknown> = {}, answer = '') =>
    setUpTrigger(server, {
      name,
      event: 'shipment.fulfilled',
      language: 'jsonata',
      source: '{ "id": data.id }',
      url: `${server.url}/inbox/parcels${answer}`,
      more,
    });
  const campaign = { routes: [{ events: ['shipment.fulfilled'], campaignIds: ['3', '4'] }] };
  await shipments('Lumen');
  await shipments('Acme', campaign);
  await setUpTrigger(server, {
    name: 'Bolt',
    event: 'shipment.cancelled',
    language: 'jsonata',
    source: '{ "id": data.id }',
    url: `${server.url}/inbox/bolt?status=503`,
    more: { retry: 'none' },
  });
  await post('s-1', { type: 'shipment.fulfilled', campaignId: '12', data: shipment('223827', 'ann@example.com') });
  await post('s-2', { type: 'shipment.cancelled', data: shipment('223828', 'bob@example.com') });
  await post('s-3', { type: 'order.nonsense', data: {} });
  await post('s-4', {
    type: 'shipment.fulfilled',
    isTest: true,
    campaignId: '3',
    data: shipment('9', 'eve@example.com'),
  });
  await until('every delivery to end', async () => {
    const { items } = (await server.send('GET', '/api/v1/deliveries')).body;
    return items.every(({ status }: { status: string }) => ['succeeded', 'exhausted'].includes(status));
  });
  session = await signIn(server);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && watched !== undefined)
    await takeScreenshot(watched.page, `failed ${task.name.slice(0, 40)}`);
  await watched?.close();
  watched = undefined;
});
afterAll(async () => {
  await browser.close();
  await Promise.all([server.close(), empty.close()]);
});

function shipment(orderId: string, email: string) {
  return { id: orderId, order: { id: orderId, email }, card_number: '4111111111111111' };
}

async function post(id: string, event: Record<string, unknown>): Promise<void> {
  const answer = await server.send('POST', '/api/v1/events', { body: { id, ...event } });
  expect(answer.status).toBe(202);
  ids[id] = answer.body.eventId;
}

async function signIn(on: TestServer): Promise<BrowserContextOptions['storageState']> {
  const { page, close } = await openWatchedPage(browser, on.url);
  await page.goto(on.signInLink);
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  const state = await page.context().storageState();
  await close();
  return state;
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  watched = await openWatchedPage(browser, server.url, {
    viewport: { width: 1440, height: 900 },
    storageState: session,
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  await watched.page.goto(path);
  return watched.page;
}

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Event' });
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Events' }).locator('tbody tr:not([aria-hidden])');
const triggersOf = (page: Page) => panelOf(page).getByRole('list', { name: 'Triggers' }).getByRole('listitem');

test('why the shipment of order 223827 never arrived at Acme: a campaign that its trigger does not take', async () => {
  const page = await open('/events');
  await page.getByRole('searchbox', { name: 'Search events' }).fill('223827');
  await expect.poll(() => rowsOf(page).count(), PATIENCE).toBe(1);
  await rowsOf(page).first().click();
  const acme = triggersOf(page).filter({ hasText: 'Acme' });
  await acme.getByText('Campaign 12 is not in [3, 4]').waitFor();
  expect(await acme.getByText('no match').count()).toBe(1);
  // What was then stands apart from what would be now.
  const record = panelOf(page).getByRole('region', { name: /^When it came/ });
  await record.getByRole('link', { name: 'Lumen · Lumen' }).waitFor();
  expect(await record.getByText('succeeded').count()).toBe(1);
  expect(await record.getByText('Acme').count()).toBe(0);
  await acme.getByRole('link', { name: 'Acme · Acme' }).click();
  await page.getByRole('heading', { name: 'Destination' }).waitFor();
  expect(watched?.faults).toEqual([]);
});

test('why the cancelled shipment never arrived at Bolt: its delivery failed, one click away', async () => {
  const page = await open('/events?q=223828');
  await rowsOf(page).filter({ hasText: '1 exhausted' }).click();
  await panelOf(page).getByRole('link', { name: 'Bolt · Bolt' }).first().click();
  const delivery = page.getByRole('complementary', { name: 'Delivery' });
  await delivery
    .getByText(/answered 503/)
    .first()
    .waitFor();
  expect(watched?.faults).toEqual([]);
});

test('by keyboard alone: search, open, look through the tabs, close', async () => {
  const page = await open('/events');
  await rowsOf(page).nth(3).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('s-');
  await expect.poll(() => new URL(page.url()).searchParams.get('q'), PATIENCE).toBe('s-');
  await expect.poll(() => rowsOf(page).count(), PATIENCE).toBe(4);
  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  await expect.poll(() => new URL(page.url()).pathname, PATIENCE).toBe(`/events/${ids['s-4']}`);
  await page.keyboard.press('j');
  await expect.poll(() => new URL(page.url()).pathname, PATIENCE).toBe(`/events/${ids['s-3']}`);
  await panelOf(page)
    .getByRole('list', { name: 'Warnings' })
    .getByText(/not in the catalog/)
    .waitFor();
  await page.keyboard.press('k');
  const tab = panelOf(page).getByRole('tab', { name: 'Matches' });
  await tab.waitFor();
  for (let presses = 0; !(await tab.evaluate((element) => element === document.activeElement)); presses += 1) {
    expect(presses).toBeLessThan(40);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('ArrowRight');
  await panelOf(page).getByRole('region', { name: 'Payload' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await panelOf(page).getByText('Campaign id').waitFor();
  await page.keyboard.press('Escape');
  await panelOf(page).waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('q')).toBe('s-');
  expect(watched?.faults).toEqual([]);
});

test('filters stand in the address, and come back with it', async () => {
  const page = await open('/events');
  await page.getByRole('combobox', { name: 'Filter by tests' }).click();
  await page.getByRole('option', { name: 'only' }).click();
  await expect.poll(() => rowsOf(page).count(), PATIENCE).toBe(1);
  expect(await rowsOf(page).first().getByText('test', { exact: true }).count()).toBe(1);
  await page.reload();
  await expect.poll(() => rowsOf(page).count(), PATIENCE).toBe(1);
  await page.getByRole('combobox', { name: 'Filter by tests' }).click();
  await page.getByRole('option', { name: 'without' }).click();
  await expect.poll(() => rowsOf(page).count(), PATIENCE).toBe(3);
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByRole('heading', { name: 'No event matches' }).waitFor();
  await page.getByRole('button', { name: 'Show all events' }).click();
  await expect.poll(() => rowsOf(page).count(), PATIENCE).toBe(4);
  expect(watched?.faults).toEqual([]);
});

test('an event’s payload is shown and copied masked, and becomes a sample in the Mapper', async () => {
  const page = await open(`/events/${ids['s-1']}?tab=payload`);
  const payload = panelOf(page).getByRole('region', { name: 'Payload' });
  await payload.getByText('"ann@example.com"').waitFor();
  expect(await payload.textContent()).not.toContain('4111111111111111');
  await panelOf(page).getByRole('button', { name: 'Copy the payload' }).click();
  const copied: { data: unknown } = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied.data).toMatchObject({ order: { id: '223827' }, card_number: expect.stringMatching(/^•+ 1111$/) });

  await panelOf(page).getByRole('button', { name: 'Use as sample' }).click();
  const dialog = page.getByRole('dialog', { name: 'Use as sample' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Parcel of Ann');
  await dialog.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('button', { name: /^Sample: .*Parcel of Ann/ }).waitFor();
  expect(watched?.faults).toEqual([]);
});

test('an event that is not there, and a server that is not', async () => {
  const page = await open('/events/evt_none');
  await panelOf(page).getByText('There is nothing here').waitFor();
  await page.goto('/events');
  await rowsOf(page).first().waitFor();
  await page.route(EVERY_REQUEST, (route) => route.abort());
  await page.getByRole('searchbox').fill('s-1');
  await page.getByText(/The server cannot be reached/).waitFor();
  await rowsOf(page).first().waitFor();
  await page.unroute(EVERY_REQUEST);
  await page.getByText(/The server cannot be reached/).waitFor({ state: 'detached' });
  await expect.poll(() => rowsOf(page).count(), PATIENCE).toBe(1);
});

test('without events it says what comes here', async () => {
  const state = await signIn(empty);
  watched = await openWatchedPage(browser, empty.url, { storageState: state });
  await watched.page.goto('/events');
  await watched.page.getByRole('heading', { name: 'No events in the last 24 h' }).waitFor();
  await watched.page.getByRole('button', { name: 'Show any time' }).click();
  await watched.page.getByRole('heading', { name: 'No events yet' }).waitFor();
  await expectAccessible(watched.page, 'events, empty');
  expect(watched.faults).toEqual([]);
});

test.each([1440, 1024, 390])('every tab fits %i px and is accessible', async (width) => {
  const page = await open('/events', { viewport: { width, height: 900 } });
  await rowsOf(page).first().waitFor();
  await expectFits(page, width);
  await takeScreenshot(page, `events-${width}-light`);
  await expectAccessible(page, `events at ${width} px`);
  for (const tab of ['matches', 'payload', 'facts', 'request']) {
    await page.goto(`/events/${ids['s-1']}?tab=${tab}`);
    await panelOf(page)
      .getByRole('tabpanel')
      .getByText(/Acme|Ann|ann|Order id|SHA-256/)
      .first()
      .waitFor();
    await expectFits(page, width);
    await takeScreenshot(page, `event-${tab}-${width}-light`);
    await expectAccessible(page, `event ${tab} at ${width} px`);
  }
  expect(watched?.faults).toEqual([]);
});

async function expectFits(page: Page, width: number): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}
