import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

/** Longer than a busy machine of two cores needs; what happens, happens at once. */
const PATIENCE = { timeout: 30_000, interval: 50 };
/** The browser logs every refusal by itself. */
const REFUSAL = /status of 4(00|09)/;

let server: TestServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});
beforeEach(async () => {
  watched = await openWatchedPage(browser, server.url, { viewport: { width: 1440, height: 900 } });
  page = watched.page;
  const link = await server.send('POST', '/api/v1/sign-in-links');
  await page.goto(link.body.url);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreenshot(page, `failed ${task.name.slice(0, 40)}`);
  await watched.close();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const faults = () => watched.faults.filter((fault) => !REFUSAL.test(fault));
const postEvent = async (type: string, data: unknown) => {
  const { body } = await server.send('POST', '/api/v1/events', { body: { type, data } });
  const event = await server.send('GET', `/api/v1/events/${body.eventId}`);
  return { types: body.types, facts: event.body.facts, warnings: body.warnings ?? [] };
};

test('by mouse: a payload kind and an event type of it are added, and the next event has both', async () => {
  await page.goto('/settings/catalog');
  await page.getByRole('button', { name: 'Add payload kind' }).click();
  const form = page.getByRole('form', { name: 'Payload kind' });
  await form.getByLabel('Title').fill('Parcel');
  await form.getByLabel('Name').fill('parcel');
  await form.getByLabel('Order id').fill('data.parcel.[');
  await form.getByRole('button', { name: 'Add payload kind' }).click();
  await form.getByText(/^At character \d+: /).waitFor();
  expect(await form.getByLabel('Order id').getAttribute('aria-invalid')).toBe('true');
  await form.getByLabel('Order id').fill('data.parcel.ref');
  await form.getByLabel('Product ids').fill('data.parcel.lines.sku');
  await form.getByRole('button', { name: 'Add payload kind' }).click();
  await page.getByRole('heading', { name: 'Parcel', exact: true }).waitFor();
  await page.getByText('None yet: choose it when you add an event type.').waitFor();

  await page.getByRole('link', { name: 'Catalog' }).last().click();
  await page.getByRole('button', { name: 'Add event type' }).click();
  const type = page.getByRole('form', { name: 'Event type' });
  await type.getByLabel('Title').fill('Parcel packed');
  await type.getByLabel('Name', { exact: true }).fill('order.shipped');
  await type.getByLabel('Also arrives as').fill('Parcel Packed\nNEW SALE');
  await type.getByRole('combobox', { name: 'Payload kind' }).click();
  await page.getByRole('option', { name: 'Parcel' }).click();
  await type.getByRole('button', { name: 'Add event type' }).click();
  await type.getByText('"order.shipped" is a name of the event type "order.shipped".').waitFor();
  await type.getByText(/^"NEW SALE" is a name of the event type/).waitFor();
  await type.getByLabel('Name', { exact: true }).fill('parcel.packed');
  await type.getByLabel('Also arrives as').fill('Parcel Packed');
  await type.getByRole('button', { name: 'Add event type' }).click();
  await page.getByRole('heading', { name: 'Parcel packed' }).waitFor();

  const parcel = { ref: 4711, lines: [{ sku: 'a' }, { sku: 'b' }] };
  expect(await postEvent('PARCEL PACKED', { parcel })).toMatchObject({
    types: ['parcel.packed'],
    facts: { orderId: '4711', productIds: ['a', 'b'] },
  });

  await page.goto('/settings/catalog?kind=parcel');
  await page.getByRole('link', { name: 'Parcel packed' }).waitFor();
  await page.getByRole('button', { name: 'Delete payload kind…' }).click();
  const asked = page.getByRole('dialog', { name: 'Delete Parcel?' });
  await asked.getByRole('button', { name: 'Delete payload kind' }).click();
  await asked.getByText(/is used by the event type "parcel.packed"/).waitFor();
  await asked.getByRole('button', { name: 'Keep it as it is' }).click();
  await page.getByRole('link', { name: 'Parcel packed' }).click();
  await page.getByRole('button', { name: 'Delete event type…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete event type' }).click();
  await page.getByRole('table', { name: 'Event types' }).waitFor();
  expect((await postEvent('parcel.packed', { parcel })).types).toEqual([]);
  expect(faults()).toEqual([]);
});

test('by keyboard: a type is found, opened and switched off', async () => {
  await page.goto('/settings/catalog');
  await page.getByRole('link', { name: 'Survey completed' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('refund');
  await expect.poll(() => page.getByRole('link', { name: 'Survey completed' }).count(), PATIENCE).toBe(0);
  expect(new URL(page.url()).searchParams.get('q')).toBe('refund');
  await page
    .getByRole('status')
    .getByText(/^\d+ of \d+$/)
    .waitFor();
  const link = page
    .getByRole('table')
    .getByRole('link', { name: /refund/i })
    .first();
  await link.focus();
  await page.keyboard.press('Enter');
  await page.getByText('comes with Postmap').waitFor();
  const name = new URL(page.url()).searchParams.get('type') ?? '';
  expect(name).not.toBe('');
  const toggle = page.getByRole('switch', { name: 'Reaches triggers' });
  await toggle.focus();
  await page.keyboard.press('Space');
  await expect
    .poll(async () => (await server.send('GET', `/api/v1/catalog/${name}`)).body.enabled, PATIENCE)
    .toBe(false);
  await expect.poll(() => toggle.getAttribute('aria-checked'), PATIENCE).toBe('false');
  await page.getByRole('link', { name: 'Catalog' }).last().focus();
  await page.keyboard.press('Enter');
  await page.getByText(/ · 1 off$/).waitFor();
  expect(faults()).toEqual([]);
});

test('a built-in kind takes another fact, shows it on a sample, and the Mapper previews it', async () => {
  const source = '{ "phone": $event.facts.source, "day": $event.facts.occurredAt }';
  const template = await server.send('POST', '/api/v1/templates', {
    body: { name: 'Facts', source, format: 'json', eventType: 'shipment.shipped' },
  });
  await page.goto(`/templates/${template.body.id}`);
  const result = page.locator('.monaco-editor', { has: page.getByLabel('Result') });
  await expect.poll(() => result.textContent(), PATIENCE).toContain('sublytics');
  const facts = page.getByRole('region', { name: 'Facts of the event' });
  await facts.getByText('Source sublytics').waitFor();
  await facts.getByRole('button', { name: 'Facts' }).click();
  await facts.getByRole('button', { name: 'source sublytics' }).waitFor();

  await page.goto('/settings/catalog?kind=shipment');
  await page.getByRole('combobox', { name: 'Sample' }).click();
  await page.getByRole('option', { name: /^shipment_shipped/ }).click();
  const form = page.getByRole('form', { name: 'Payload kind' });
  await form.getByLabel('Source').fill('"from " & webhook_type');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('from shipment').waitFor();
  await form.getByText('yours').waitFor();
  await page.goto(`/templates/${template.body.id}`);
  await expect.poll(() => result.textContent(), PATIENCE).toContain('from');
  const rendered = await server.send('POST', `/api/v1/templates/${template.body.id}/render`, {
    body: { sampleId: 'smp_builtin_shipment_shipped' },
  });
  const sent = JSON.parse(rendered.body.body);
  expect(sent.phone).toBe('from shipment');
  for (const value of Object.values<string>(sent))
    expect((await result.textContent())?.replaceAll('\u00a0', ' ')).toContain(value);

  await page.goto('/settings/catalog?kind=shipment');
  await page.getByRole('combobox', { name: 'Sample' }).click();
  await page.getByRole('option', { name: /^shipment_shipped/ }).click();
  await form.getByRole('button', { name: 'Read Source as it comes with Postmap' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('sublytics', { exact: true }).waitFor();
  expect((await server.send('GET', '/api/v1/catalog/kinds/shipment')).body.ownFacts).toEqual([]);
  expect(faults()).toEqual([]);
});

test.each([
  ['the list', '/settings/catalog', 'Order updated'],
  ['a search without a match', '/settings/catalog?q=zzz', 'Nothing matches'],
  ['a built-in type', '/settings/catalog?type=order.partial', 'comes with Postmap'],
  ['a new type', '/settings/catalog?add=type', 'New event type'],
  ['a kind', '/settings/catalog?kind=order', 'On a sample, as saved'],
  ['what is gone', '/settings/catalog?kind=none', 'There is no such payload kind'],
])('%s is accessible in both themes, also on a phone', async (name, path, sign) => {
  await page.goto(path);
  await page.getByText(sign).first().waitFor();
  await expectAccessible(page, name);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, `${name} at 390 px`);
  const scrolls = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(scrolls).toBe(false);
  expect(faults()).toEqual([]);
});

test('a viewer reads the catalog and is offered nothing to change', async () => {
  const key = (await server.send('POST', '/api/v1/keys', { body: { name: 'Visitor', role: 'viewer' } })).body.key;
  const viewer = await openWatchedPage(browser, server.url, { extraHTTPHeaders: { authorization: `Bearer ${key}` } });
  await viewer.page.goto('/settings/catalog');
  await viewer.page.getByRole('link', { name: 'Order updated' }).waitFor();
  expect(await viewer.page.getByRole('switch', { name: 'Order updated is on' }).isDisabled()).toBe(true);
  expect(await viewer.page.getByRole('button', { name: /^Add / }).count()).toBe(0);
  await viewer.page.goto('/settings/catalog?kind=order');
  await viewer.page
    .getByRole('region', { name: /^On a sample/ })
    .getByText('Order id')
    .waitFor();
  expect(await viewer.page.getByLabel('Email').isDisabled()).toBe(true);
  expect(await viewer.page.getByRole('button', { name: /Save|Delete/ }).count()).toBe(0);
  expect(viewer.faults).toEqual([]);
  await viewer.close();
});

test('while the server cannot be reached the page says so, and tries again', async () => {
  let broken = true;
  await page.route('**/api/v1/catalog**', (route) => (broken ? route.abort() : route.continue()));
  await page.goto('/settings/catalog');
  await page.getByRole('heading', { name: 'This could not be loaded' }).waitFor();
  broken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'Order updated' }).waitFor();
  expect(await page.getByRole('heading', { name: 'This could not be loaded' }).count()).toBe(0);
});
