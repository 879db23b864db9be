import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import type { WatchedPage } from '../support/watched-page.ts';

/** Longer than a busy machine of two cores needs; what happens, happens at once. */
const PATIENCE = { timeout: 30_000, interval: 50 };
const SOURCE = `{
  "order_id": webhook_data.order.id,
  "who": webhook_data.order.customer.(first_name & " " & last_name),
  "contact": webhook_data.order.customer.{ "mail": email },
  "totals": webhook_data.order.order_offers{ offer_id: $count($) }
}`;
const TARGET = {
  type: 'object',
  required: ['order_id', 'status', 'ship'],
  properties: {
    order_id: {},
    status: { type: 'string' },
    who: {},
    ship: { type: 'object', required: ['zip'], properties: { zip: { type: 'string' } } },
    contact: { type: 'object', properties: { mail: {}, phone: {} } },
    totals: {},
  },
};

let server: TestServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreenshot(page, `failed ${task.name.slice(0, 40)}`);
  await watched.close();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function make(target: object | null): Promise<string> {
  const { body, status } = await server.send('POST', '/api/v1/templates', {
    body: {
      name: 'To warehouse',
      source: SOURCE,
      eventType: 'order.updated',
      target: target === null ? null : { kind: 'schema', text: JSON.stringify(target) },
    },
  });
  expect(status).toBe(201);
  return body.id;
}

async function open(id: string, viewport = { width: 1440, height: 900 }): Promise<void> {
  watched = await openSignedIn(browser, server, `/templates/${id}?mode=visual`, { viewport });
  ({ page } = watched);
  await page.locator('.monaco-editor').first().waitFor({ state: 'attached' });
}

const line = (name: string | RegExp): Locator =>
  page.getByRole('treegrid', { name: 'Mapping' }).getByRole('row', { name }).first();
const read = async (id: string) => (await server.send('GET', `/api/v1/templates/${id}`)).body;

test('a target is saved with the template, not with the browser; what it requires is a problem with its fix', async () => {
  const id = await make(null);
  await open(id);
  await page.getByText('No target yet').waitFor();
  await page.getByRole('button', { name: 'Target' }).click();
  await page.getByRole('textbox', { name: 'Target, JSON' }).fill(JSON.stringify(TARGET));
  await page.getByText(/^9 fields, 4 required. It is saved with the template/).waitFor();
  await page.getByRole('button', { name: 'Use as target' }).click();
  await page.getByText(/^5 of 9 targets mapped, 3 required missing/).waitFor();
  await page.keyboard.press('Control+s');
  await expect.poll(async () => (await read(id)).target?.kind, PATIENCE).toBe('schema');
  expect(await read(id)).toMatchObject({ source: SOURCE, target: { text: JSON.stringify(TARGET), operation: null } });
  await watched.close();

  // Another browser, which keeps nothing.
  await open(id);
  await page.getByText(/^5 of 9 targets mapped/).waitFor();
  const missing = page.getByRole('region', { name: 'Missing fields of the target' });
  await missing.getByRole('button', { name: /^contact\.phone/ }).waitFor();
  await page.getByRole('button', { name: /^Problems/ }).click();
  await page.getByText('the target requires status, and nothing makes it').waitFor();
  await takeScreenshot(page, 'target problems');
  await expectAccessible(page, 'the mapper with what a target misses');
  await page.getByRole('button', { name: 'Add status' }).click();
  await line(/^status, required/).waitFor();
  // What holds a field is made with it, in the order of the target.
  await missing.getByRole('button', { name: /^ship\.zip/ }).click();
  await line(/^zip, required/).waitFor();
  // The keys are the new row's.
  const grid = page.getByRole('treegrid', { name: 'Mapping' });
  await expect.poll(() => grid.evaluate((element) => element === document.activeElement), PATIENCE).toBe(true);
  await page.keyboard.press('Control+s');
  await expect
    .poll(async () => (await read(id)).source, PATIENCE)
    .toMatch(/"order_id": .*\n {2}"status": null,\n {2}"who": .*\n {2}"ship": \{ "zip": null \},\n {2}"contact"/);
  await page.getByText(/^8 of 9 targets mapped, 2 still null$/).waitFor();
  expect(watched.faults).toEqual([]);
});

test('what is made in a single object is no loop: its place shows, and its paths can be written in full', async () => {
  const id = await make(TARGET);
  await open(id);
  await line(/^who, .* gives "?\w+ \w+/).waitFor();
  await line(/^contact, object in webhook_data\.order\.customer, .*1 field/).waitFor();
  await expect.poll(() => line(/^contact/).textContent(), PATIENCE).toMatch(/in customer/);
  for (const name of [/^who/, /^contact/, /^totals/]) {
    // Right of the arrow that opens it, left of what is edited by a click.
    await line(name).click({ position: { x: 30, y: 17 } });
    await page.keyboard.press('u');
  }
  await page.keyboard.press('Control+s');
  await expect.poll(async () => (await read(id)).source, PATIENCE).toBe(`{
  "order_id": webhook_data.order.id,
  "who": webhook_data.order.customer.first_name & " " & webhook_data.order.customer.last_name,
  "contact": { "mail": webhook_data.order.customer.email },
  "totals": $count(webhook_data.order.order_offers)
}`);
  await line(/^totals, .* gives 2/).waitFor();
  expect(watched.faults).toEqual([]);
});

test.each([
  [1440, 900],
  [1024, 768],
  [390, 844],
])('the place of a single object can be read at %i × %i', async (width, height) => {
  const id = await make(TARGET);
  await open(id, { width, height });
  await line(/^contact, object in/).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await takeScreenshot(page, `target ${width} ${colorScheme}`);
  }
  expect(watched.faults).toEqual([]);
});
