import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

async function make(
  target: object | null,
  { source = SOURCE, eventType = 'order.updated', kind = 'schema' } = {},
): Promise<string> {
  const { body, status } = await server.send('POST', '/api/v1/templates', {
    body: {
      name: 'To warehouse',
      source,
      eventType,
      target: target === null ? null : { kind, text: JSON.stringify(target) },
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

const grid = (): Locator => page.getByRole('treegrid', { name: 'Mapping' });
const line = (name: string | RegExp): Locator => grid().getByRole('row', { name }).first();
const read = async (id: string) => (await server.send('GET', `/api/v1/templates/${id}`)).body;

test('a target is saved with the template, not with the browser; what it requires is a problem with its fix', async () => {
  const id = await make(null);
  await open(id);
  await page.getByText('No target yet').waitFor();
  await page.getByRole('button', { name: 'Target' }).click();
  await page.getByRole('textbox', { name: 'Target, JSON' }).fill(JSON.stringify(TARGET));
  await page.getByText(/^9 fields, 4 required. It is saved with the template/).waitFor();
  await page.getByRole('button', { name: 'Use as target' }).click();
  await page.getByText(/^5 of 9 targets mapped, 2 required missing/).waitFor();
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
  // Its value is typed next, with what can be there on offer; Escape leaves it null, and the row has the keys.
  const value = (name: string): Locator =>
    page.getByRole('combobox', { name: `Value of ${name}` }).and(page.locator(':focus'));
  await value('zip').waitFor();
  await page.getByRole('listbox', { name: 'What can be typed' }).getByRole('option').first().waitFor();
  await takeScreenshot(page, 'target, a missing field added');
  await page.keyboard.press('Escape');
  await expect.poll(() => grid().evaluate((element) => element === document.activeElement), PATIENCE).toBe(true);
  await page.keyboard.press('Control+s');
  await expect
    .poll(async () => (await read(id)).source, PATIENCE)
    .toMatch(/"order_id": .*\n {2}"status": null,\n {2}"who": .*\n {2}"ship": \{ "zip": null \},\n {2}"contact"/);
  await page.getByText(/^8 of 9 targets mapped, 2 still null$/).waitFor();
  // By keys: what is picked is done by Enter.
  await missing.getByRole('button', { name: /^contact\.phone/ }).focus();
  await page.keyboard.press('Enter');
  await value('phone').waitFor();
  await page
    .getByRole('option', { name: /^phone/ })
    .first()
    .waitFor();
  for (const key of ['ArrowDown', 'Enter', 'Enter']) await page.keyboard.press(key);
  await line(/^phone, phone.* gives "/).waitFor();
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

test('from what a new template begins with to a given output: other rows out, the rest by its values', async () => {
  const wanted = {
    messageId: '1324396',
    shipment: { number: 447405, scheduled: '2021-04-15', delivered: null },
    parcels: [{ trackingNumber: '607858298deed', trackingUrl: 'https://track.example.com/607858298deed' }],
  };
  const source = `{
  "id": webhook_data.shipment.id,
  "shipment": { "profile": webhook_data.shipment.shipping_profile_id },
  /* of the status */
  "status": webhook_data.shipment.shipment_status_id
}
`;
  const id = await make(wanted, { source, eventType: 'shipment.shipped', kind: 'sample' });
  await open(id);
  const extra = page.getByRole('region', { name: 'Rows not in the target' });
  await extra.getByText('3 rows not in the target: id, shipment.profile, status').waitFor();
  for (const [colorScheme, width] of [
    ['dark', 1024],
    ['light', 1440],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await takeScreenshot(page, `target, rows not in it ${colorScheme}`);
  }
  await expectAccessible(page, 'the mapper with rows that are not in the target');
  const removeThem = extra.getByRole('button', { name: 'Remove them' });
  await removeThem.click();
  await removeThem.waitFor({ state: 'detached' });
  await page.getByText('Removed 3 rows').waitFor({ state: 'attached' });
  await expect.poll(() => grid().evaluate((element) => element === document.activeElement), PATIENCE).toBe(true);
  // One step back, and again by the palette.
  await page.keyboard.press('Control+z');
  await removeThem.waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('not in the target');
  await page.getByRole('option', { name: 'Remove the rows not in the target' }).waitFor();
  await page.keyboard.press('Enter');
  await removeThem.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Auto-map' }).click();
  const proposals = page.getByRole('list', { name: 'Proposals' }).getByRole('listitem');
  await expect.poll(() => proposals.count(), PATIENCE).toBe(5);
  await takeScreenshot(page, 'auto-map by values');
  await page.getByRole('button', { name: 'Accept 5' }).click();
  await page.getByText('8 of 8 targets mapped').waitFor();
  await page.keyboard.press('Control+s');
  await expect.poll(async () => (await read(id)).source, PATIENCE).toMatch(/trackingNumber/);
  const { source: mapped } = await read(id);
  const payload = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../samples/payloads/shipment_shipped.json'), 'utf8'),
  );
  const { body: rendered } = await server.send('POST', '/api/v1/render', {
    body: { language: 'jsonata', source: mapped, format: 'json', payload },
  });
  expect(rendered.value).toEqual(wanted);
  expect(watched.faults).toEqual([]);
});

test('what is mapped and gives something else than the sample is told, and gone to, until it is mended', async () => {
  const wanted = {
    messageId: '1324396',
    shipmentId: 447405,
    status: 'awaiting_tracking',
    shipped: true,
    carrier: 'unassigned',
    service: { name: 'Free Shipping over $10', level: 'free' },
    parcels: [{ trackingNumber: '607858298deed', trackingUrl: 'https://track.example.com/607858298deed' }],
    dates: { scheduled: '2021-04-15', shipped: '2021-04-15T11:13:45Z', delivered: null, returned: null },
    isReturn: false,
  };
  const source = `{
  "messageId": webhook_event_id,
  "shipmentId": $number(webhook_data.shipment.id),
  "status": webhook_data.shipment.shipment_status_id,
  "parcels": [webhook_data.shipment.{ "trackingNumber": shipment_tracking_id }],
  "carrier": webhook_data.shipment.carrier_id
}
`;
  const id = await make(wanted, { source, eventType: 'shipment.shipped', kind: 'sample' });
  await open(id);
  const missing = page.getByRole('region', { name: 'Missing fields of the target' });
  await missing.getByText('Missing 11').waitFor();
  // What is missing as a whole is one problem, and counts once.
  await page.getByText(/^6 of 17 targets mapped, 5 required missing,$/).waitFor();
  await page.getByRole('button', { name: /^Problems 5/ }).waitFor();
  const differ = page.getByRole('button', { name: '2 differ from the sample' });
  await differ.waitFor();
  await line(/^carrier, required, .* gives null, The target's sample has "unassigned" here$/).waitFor();
  for (const [colorScheme, width] of [
    ['dark', 1024],
    ['light', 1440],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await takeScreenshot(page, `target, what differs ${colorScheme}`);
  }
  await expectAccessible(page, 'the mapper with what differs from the sample');

  const active = grid().locator('[aria-selected=true]');
  await differ.click();
  await expect.poll(() => active.getAttribute('aria-label'), PATIENCE).toMatch(/^status/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('next difference');
  await page.getByRole('option', { name: "Next difference from the target's sample" }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => active.getAttribute('aria-label'), PATIENCE).toMatch(/^carrier/);
  await grid().focus();
  await page.keyboard.press('d');
  await page.keyboard.type('unassigned');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '1 differs from the sample' }).waitFor();
  await line(/^carrier, required, .* gives "unassigned"$/).waitFor();
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
