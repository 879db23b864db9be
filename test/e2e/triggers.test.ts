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
const EVENT = 'shipment.fulfilled';

let server: TestServer;
let browser: Browser;
let watched: WatchedPage | undefined;
/** One that works, one whose endpoint fails, one whose endpoint is gone; each of a customer of its name. */
let ids: Record<'works' | 'fails' | 'gone', string>;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  const make = (name: string, path: string) =>
    setUpTrigger(server, {
      name,
      event: EVENT,
      language: 'jsonata',
      source: '{ "id": data.id }',
      url: `${server.url}/inbox/${path}`,
    });
  const [works, fails, gone] = [
    await make('Northwind', 'northwind'),
    await make('Southwind', 'south?status=503'),
    await make('Eastwind', 'east?status=410'),
  ];
  ids = { works, fails, gone };
  await server.send('POST', '/api/v1/events', { body: { type: EVENT, data: { id: 7 } } });
  await until('the endpoint that is gone to pause its trigger', async () => {
    const [sent, paused] = [await readTrigger(works), await readTrigger(gone)];
    return sent.recent.succeeded === 1 && paused.status === 'paused';
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

test('every trigger is listed with what is the matter with it, found by filters that stand in the address', async () => {
  const page = await open('/triggers');
  const rows = page.getByRole('table', { name: 'Triggers' }).locator('tbody tr:not([aria-hidden])');
  await rows.nth(2).waitFor();
  expect(await rows.count()).toBe(3);
  expect(await rows.filter({ hasText: 'Northwind' }).innerText()).toMatch(
    /active\s+shipment\.fulfilled.*succeeded · /s,
  );
  const paused = page.getByRole('list', { name: 'Paused by Postmap' });
  expect(await paused.innerText()).toContain('Eastwind · Eastwind: The endpoint answered 410');
  await expectAccessible(page, 'triggers');
  await takeScreenshot(page, 'triggers');

  await page.getByRole('combobox', { name: 'Filter by status' }).click();
  await page.getByRole('option', { name: /^failing/ }).click();
  await expect.poll(() => rows.count(), PATIENCE).toBe(2);
  expect(new URL(page.url()).search).toBe('?status=failing');
  await page.getByRole('searchbox', { name: 'Search triggers' }).fill('inbox/south');
  await expect.poll(() => rows.count(), PATIENCE).toBe(1);
  await page.reload();
  await rows.first().waitFor();
  expect(await rows.count()).toBe(1);
  await rows.getByRole('link', { name: 'failed' }).click();
  await page.getByRole('heading', { name: 'Deliveries', level: 1 }).waitFor();
  expect(new URL(page.url()).searchParams.get('trigger')).toBe(ids.fails);
  await page.goBack();
  await page.getByRole('searchbox', { name: 'Search triggers' }).fill('no such thing');
  await page.getByRole('heading', { name: 'No trigger matches' }).waitFor();
  expect(watched?.faults).toEqual([]);
});

test('a second format for the same customer is a copy with another template', async () => {
  const { body: template } = await server.send('POST', '/api/v1/templates', {
    body: { name: 'As XML', language: 'jsonata', source: '{ "shipment": { "id": data.id } }', format: 'xml' },
  });
  await server.send('POST', `/api/v1/templates/${template.id}/publish`, { body: {} });
  const { customerId } = await readTrigger(ids.works);
  const page = await open(`/customers/${customerId}/triggers/${ids.works}`);
  await page.getByRole('button', { name: 'Duplicate trigger' }).click();
  await page.getByRole('heading', { name: 'Northwind copy', level: 1 }).waitFor();
  await page.getByText('draft', { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'Template', exact: true }).click();
  await page.getByRole('option', { name: /As XML/ }).click();
  const missing = page.getByLabel('What is missing');
  expect(await missing.innerText()).toBe('To activate it: save it and send a test that succeeds.');

  await page.getByRole('combobox', { name: 'Payload' }).click();
  await page.getByRole('option', { name: 'Paste a payload…' }).click();
  await page.getByRole('textbox', { name: 'Payload as JSON' }).fill(JSON.stringify({ type: EVENT, data: { id: 9 } }));
  await page.getByRole('button', { name: 'Save and test' }).click();
  const result = page.getByRole('region', { name: 'Test result' });
  await result.getByText('succeeded', { exact: true }).waitFor();
  const [request, response] = [
    result.getByRole('region', { name: 'Request' }),
    result.getByRole('region', { name: 'Response' }),
  ];
  expect(await request.innerText()).toContain('<shipment><id>9</id></shipment>');
  const [left, right] = [await request.boundingBox(), await response.boundingBox()];
  expect(right!.x).toBeGreaterThanOrEqual(left!.x + left!.width);
  await page.getByText('Its test succeeded: it is ready to be activated.').waitFor();
  await expectAccessible(page, 'a trigger with a test');
  await takeScreenshot(page, 'trigger-tested');
  expect(watched?.faults).toEqual([]);
});

test('by keyboard alone: from what is missing to its field, a retry policy, and no leaving by mistake', async () => {
  const { customerId } = await readTrigger(ids.works);
  const page = await open(`/customers/${customerId}/triggers/new`);
  const press = (key: string) => page.keyboard.press(key);
  await page.getByRole('button', { name: 'give it a name' }).focus();
  await press('Enter');
  await page.keyboard.type('Typed only');
  await page.getByRole('button', { name: 'give the URL' }).focus();
  await press('Enter');
  expect(await page.evaluate(() => document.activeElement?.closest('section')?.id)).toBe('trigger-destination');
  expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);

  const policy = page.getByRole('combobox', { name: 'Retry policy' });
  await page.getByText('Up to 10 tries, the first at once, the last 3 days 4 h after the event.').waitFor();
  await policy.focus();
  await press('Enter');
  await page.getByRole('option', { name: /^Own waits/ }).waitFor();
  await page.keyboard.type('Own');
  await press('Enter');
  const waits = page.getByRole('textbox', { name: 'Waits between tries' });
  await waits.focus();
  await press('ControlOrMeta+A');
  await page.keyboard.type('10 s, 20 min');
  await page.getByText('Up to 3 tries, the first at once, the last 20 min 10 s after the event.').waitFor();
  expect(await page.getByRole('list', { name: 'Tries' }).getByRole('listitem').allInnerTexts()).toEqual([
    'at once',
    '10 s',
    '20 min',
  ]);

  await page.getByRole('link', { name: 'Inbox', exact: true }).focus();
  await press('Enter');
  const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
  await asked.waitFor();
  await press('Escape');
  await asked.waitFor({ state: 'hidden' });
  expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Typed only');
  await page.getByRole('link', { name: 'Inbox', exact: true }).focus();
  await press('Enter');
  await asked.getByRole('button', { name: 'Leave' }).focus();
  await press('Enter');
  await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor();
  await page.goBack();
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Name', exact: true }).inputValue(), PATIENCE)
    .toBe('Typed only');
  expect(watched?.faults).toEqual([]);
});

test('a template is made from the trigger, named after both, and is chosen on the way back', async () => {
  const { customerId } = await readTrigger(ids.works);
  const page = await open('/triggers');
  await page.getByRole('button', { name: 'Add trigger' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Customers' }).fill('northw');
  await page.getByRole('dialog').getByRole('option', { name: 'Northwind', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'New trigger', level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/customers/${customerId}/triggers/new`);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Weekly');
  await page.getByRole('button', { name: 'Choose events' }).click();
  await page.getByRole('combobox', { name: 'Choose events' }).fill('order.updated');
  await page
    .getByRole('option', { name: /order\.updated/ })
    .first()
    .click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Create a new template' }).click();
  await page.getByRole('button', { name: /^Sample: order_updated/ }).waitFor();
  expect(await page.title()).toContain('Northwind: Weekly');
  await page.getByRole('link', { name: 'Back to the trigger' }).click();
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Template', exact: true }).innerText(), PATIENCE)
    .toContain('Northwind: Weekly');
  expect(await page.getByLabel('What is missing').innerText()).toContain('publish the template in the mapper');
  expect(watched?.faults).toEqual([]);
});

test('a viewer sees all of it, and no button that the server would refuse', async () => {
  watched = await openAsViewer(browser, server, '/triggers');
  const { page } = watched;
  await page
    .getByRole('table', { name: 'Triggers' })
    .getByRole('link', { name: 'Northwind', exact: true })
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Add trigger' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Inbox', exact: true }).count()).toBe(0);
  await page
    .getByRole('table', { name: 'Triggers' })
    .getByRole('link', { name: 'Eastwind', exact: true })
    .first()
    .click();
  await page.getByText(/You are signed in as a viewer/).waitFor();
  expect(await page.getByRole('button', { name: /^(Save|Activate|Delete trigger|Duplicate trigger)/ }).count()).toBe(0);
  expect(await page.getByRole('textbox', { name: 'Name', exact: true }).isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: 'Run test' }).isDisabled()).toBe(true);
  await expectAccessible(page, 'a trigger as a viewer sees it');
  expect(watched.faults).toEqual([]);
});

test.each([1024, 390])('at %i px a trigger and the list fit', async (width) => {
  const { customerId } = await readTrigger(ids.gone);
  for (const path of ['/triggers', `/customers/${customerId}/triggers/${ids.gone}`]) {
    const page = await open(path, width);
    await page.getByText('paused', { exact: true }).first().waitFor();
    await takeScreenshot(page, `${path === '/triggers' ? 'triggers' : 'trigger'}-${width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await watched?.close();
  }
});

async function open(path: string, width = 1440): Promise<Page> {
  watched = await openSignedIn(browser, server, path, { viewport: { width, height: 900 } });
  return watched.page;
}

async function readTrigger(id: string) {
  return (await server.send('GET', `/api/v1/triggers/${id}`)).body;
}
