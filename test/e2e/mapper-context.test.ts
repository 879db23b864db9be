import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

/** Longer than a busy machine of two cores needs; what happens, happens at once. */
const PATIENCE = { timeout: 30_000, interval: 50 };

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

async function addTemplate(template: object): Promise<string> {
  const answer = await server.send('POST', '/api/v1/templates', { body: { language: 'handlebars', ...template } });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

/** The text that the result shows. Monaco draws spaces as no-break spaces. */
async function readResult(): Promise<string> {
  const host = page.locator('.monaco-editor', { has: page.getByLabel('Result') });
  return ((await host.locator('.view-lines').textContent()) ?? '').replaceAll('\u00a0', ' ');
}

test('the preview has the facts that live events will have; they are offered, inserted and follow the payload', async () => {
  const id = await addTemplate({ name: 'Facts', source: 'Order ', format: 'text', eventType: 'order.updated' });
  await page.goto(`/templates/${id}`);
  const facts = page.getByRole('region', { name: 'Facts of the event' });
  await facts.getByText(/Order id 223827/).waitFor();
  const editor = page.getByRole('textbox', { name: /^Template source/ });
  await editor.focus();
  await page.keyboard.press('Control+End');
  await facts.getByRole('button', { name: /^Facts/ }).click();
  await facts.getByRole('button', { name: /^orderId/ }).click();
  await expect.poll(readResult, PATIENCE).toBe('Order 223827');
  await page.keyboard.type(' {{@event.facts.ca');
  await page.getByRole('option', { name: /^campaignId/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('}}');
  await expect.poll(readResult, PATIENCE).toBe('Order 223827 2');
  await page.keyboard.press('Control+s');
  await expect
    .poll(async () => (await server.send('GET', `/api/v1/templates/${id}`)).body.source, PATIENCE)
    .toBe('Order {{@event.facts.orderId}} {{@event.facts.campaignId}}');
  const rendered = await server.send('POST', `/api/v1/templates/${id}/render`, {
    body: { sampleId: 'smp_builtin_order_updated' },
  });
  expect(rendered.body.body).toBe('Order 223827 2');
  expect(watched.faults).toEqual([]);
});

test('facts that cannot be read are told of where the template uses them, and the preview goes on', async () => {
  const source = '[{{@event.facts.orderId}}]';
  const id = await addTemplate({ name: 'No facts', source, format: 'text', eventType: 'order.updated' });
  await page.route('**/api/v1/catalog/facts', (route) => route.abort());
  await page.goto(`/templates/${id}?tab=problems`);
  await page
    .getByText(/The facts of this payload could not be read/)
    .first()
    .waitFor();
  await expect.poll(readResult, PATIENCE).toBe('[]');
});

test('the preview renders the templates that a template calls, as they are published', async () => {
  const footer = await addTemplate({ name: 'Footer', source: 'Bye {{webhook_type}}', format: 'text' });
  const id = await addTemplate({
    name: 'Letter',
    source: 'Hi. {{> Footer}}',
    format: 'text',
    eventType: 'order.updated',
  });
  await page.goto(`/templates/${id}?tab=problems`);
  await page
    .getByText(/Footer/)
    .first()
    .waitFor();
  await page
    .getByText(/has not been published yet/)
    .first()
    .waitFor();
  await server.send('POST', `/api/v1/templates/${footer}/publish`, { body: {} });
  await page.reload();
  await expect.poll(readResult, PATIENCE).toBe('Hi. Bye order');
  expect(watched.faults).toEqual([]);
});
