import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { openAsViewer, openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { setUpEmail, SHIPPED } from '../support/set-up-email.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };
const BODY = '{"b":1,  "a":"ü"}';

let server: TestServer;
let browser: Browser;
let watched: WatchedPage | undefined;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});
beforeEach(async () => {
  await server.send('DELETE', '/api/v1/inbox');
});
afterEach(async () => {
  await watched?.close();
  watched = undefined;
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('an empty inbox says by which URL it is filled, and is filled by it', async () => {
  const page = await open('/inbox?name=acme', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('heading', { name: 'Nothing for “acme”' }).waitFor();
  await expectAccessible(page, 'the empty inbox');
  await page.getByRole('button', { name: 'Copy the inbox URL' }).click();
  const url = await page.evaluate(() => navigator.clipboard.readText());
  expect(url).toBe(`${server.url}/inbox/acme`);
  await server.send('POST', new URL(url).pathname, { key: null, body: BODY, headers: { 'x-from': 'Zoë' } });
  const message = page.getByRole('button', { name: 'Message to acme, POST /inbox/acme' });
  await message.click();
  const panel = page.getByRole('complementary', { name: 'Message' });
  expect(await panel.getByRole('region', { name: 'Body' }).textContent()).toBe(BODY);
  await panel.getByRole('switch', { name: 'Pretty' }).click();
  await expect.poll(() => panel.getByRole('region', { name: 'Body' }).textContent(), PATIENCE).toContain('"b": 1,\n');
  await expectAccessible(page, 'a request in the inbox');
  await takeScreenshot(page, 'inbox-request');
  expect(watched?.faults).toEqual([]);
});

test('clearing one inbox leaves the others; by keyboard alone', async () => {
  for (const name of ['acme', 'acme', 'lumen']) await server.send('POST', `/inbox/${name}`, { key: null, body: BODY });
  const page = await open('/inbox');
  const press = (key: string) => page.keyboard.press(key);
  const messages = page.getByRole('button', { name: /^Message to/ });
  await expect.poll(() => messages.count(), PATIENCE).toBe(3);
  await page.getByRole('combobox', { name: 'Inbox name' }).focus();
  await press('Enter');
  await page.getByRole('option', { name: 'acme' }).waitFor();
  await page.keyboard.type('acme');
  await press('Enter');
  await expect.poll(() => messages.count(), PATIENCE).toBe(2);
  await page.getByRole('button', { name: 'Clear…' }).focus();
  await press('Enter');
  const asked = page.getByRole('dialog', { name: 'Clear the inbox “acme”?' });
  await asked.getByText('other inboxes keep theirs').waitFor();
  await asked.getByRole('button', { name: 'Clear its messages' }).focus();
  await press('Enter');
  await page.getByRole('heading', { name: 'Nothing for “acme”' }).waitFor();
  expect((await server.send('GET', '/api/v1/inbox')).body.items.map(({ name }: { name: string }) => name)).toEqual([
    'lumen',
  ]);
  await page.goto('/inbox');
  await page.getByRole('button', { name: 'Clear…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear all messages' }).click();
  await page.getByRole('heading', { name: 'The inbox is empty' }).waitFor();
  expect(watched?.faults).toEqual([]);
});

test('an email is shown as its reader gets it, and as its source', async () => {
  const { triggerId } = await setUpEmail(server, { destination: { transport: 'inbox' } });
  const payload = { type: SHIPPED, data: { order: { id: '42', email: 'jane@example.com' } } };
  await server.send('POST', `/api/v1/triggers/${triggerId}/test`, { body: { payload } });
  const page = await open('/inbox?name=email');
  await page.getByText(/Emails of triggers that are “sent by the built-in inbox”/).waitFor();
  await page.getByRole('button', { name: 'Message to email, EMAIL Order 42 has shipped' }).click();
  const panel = page.getByRole('complementary', { name: 'Message' });
  await panel.getByRole('heading', { name: 'Order 42 has shipped' }).waitFor();
  await panel.frameLocator('iframe').getByText('Order 42', { exact: true }).waitFor();
  await expectAccessible(page, 'an email in the inbox');
  await takeScreenshot(page, 'inbox-email');
  await panel.getByRole('switch', { name: 'Source' }).click();
  await panel.getByRole('region', { name: 'Source' }).getByText('Subject: Order 42 has shipped').waitFor();
  expect(watched?.faults).toEqual([]);
});

test('a viewer is told whom the inbox is for', async () => {
  watched = await openAsViewer(browser, server, '/inbox');
  await watched.page.getByRole('heading', { name: 'The inbox is for editors' }).waitFor();
  expect(watched.faults).toEqual([]);
});

test('at 390 px a message covers the list, and goes away', async () => {
  await server.send('POST', '/inbox/acme', { key: null, body: BODY });
  const page = await open('/inbox', { viewport: { width: 390, height: 844 } });
  const message = page.getByRole('button', { name: /^Message to acme/ });
  await message.click();
  const panel = page.getByRole('complementary', { name: 'Message' });
  expect((await panel.boundingBox())!.width).toBe(390);
  await takeScreenshot(page, 'inbox-390');
  await panel.getByRole('button', { name: 'Close' }).click();
  await panel.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

async function open(path: string, options: Parameters<typeof openSignedIn>[3] = {}): Promise<Page> {
  watched = await openSignedIn(browser, server, path, options);
  return watched.page;
}
