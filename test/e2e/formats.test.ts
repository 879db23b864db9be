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
  const answer = await server.send('POST', '/api/v1/templates', { body: { name: 'T', ...template } });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

/** What the Wire view says of a header or the URL. */
async function readFact(name: string): Promise<string> {
  const fact = page.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd[1]');
  return (await fact.textContent()) ?? '';
}

/** The lines of the editor that shows the exact bytes; Monaco draws spaces as no-break spaces. */
async function readSent(label: string): Promise<string[]> {
  const host = page.locator('.monaco-editor', { has: page.getByLabel(label) });
  const lines = await host.locator('.view-line').allTextContents();
  return lines.map((line) => line.replaceAll('\u00a0', ' '));
}

test('CSV is shown as exact bytes and as a grid, and escaped formulas are told of until they are kept', async () => {
  const source = '[{ "sku": "A-1", "name": "=SUM(A1)" }, { "sku": "007", "name": "Größe \\"L\\"" }]';
  const id = await addTemplate({ source, format: 'csv' });
  await page.goto(`/templates/${id}?view=wire&tab=problems`);
  await expect
    .poll(() => readSent('Body as sent'), PATIENCE)
    .toEqual(['sku,name', "A-1,'=SUM(A1)", '007,"Größe ""L"""', '']);
  expect(await readFact('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(await readFact('content-length')).toBe(
    String(Buffer.byteLength('sku,name\r\nA-1,\'=SUM(A1)\r\n007,"Größe ""L"""\r\n')),
  );
  expect(await readFact('line ends')).toBe('CRLF');
  await page.getByText('formula-escaped').waitFor();

  await page.getByRole('radio', { name: 'Grid' }).click();
  const grid = page.getByRole('grid', { name: 'CSV as a grid' });
  expect(await grid.getByRole('gridcell').allTextContents()).toEqual(['A-1', "'=SUM(A1)", '007', 'Größe "L"']);
  await page.getByRole('combobox', { name: /spreadsheet would run/ }).click();
  await page.getByRole('option', { name: 'Formulas kept' }).click();
  await grid.getByRole('gridcell', { name: '=SUM(A1)', exact: true }).waitFor();
  await expect.poll(() => page.getByText('formula-escaped').count(), PATIENCE).toBe(0);
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect
    .poll(async () => (await server.send('GET', `/api/v1/templates/${id}`)).body.formatOptions, PATIENCE)
    .toEqual({ csvFormulas: 'keep' });
  expect(watched.faults).toEqual([]);
});

test('a query is shown as what the URL gets; the function that writes its date explains itself', async () => {
  const source = '{ "date": $date("2021-04-15 11:13:33", "[M01]/[D01]"), "name": "Zoë" }';
  const id = await addTemplate({ source, format: 'query' });
  await page.goto(`/templates/${id}?mode=code&view=wire`);
  await expect.poll(() => readSent('Query as sent'), PATIENCE).toEqual(['date=04%2F15&name=Zo%C3%AB']);
  expect(await readFact('method')).toContain('GET');
  await page.locator('.view-line').getByText('$date', { exact: true }).hover();
  const hover = page.getByRole('tooltip', { name: '$date(value, picture?, zone?)' });
  await hover.getByText('A date and time, written as the receiver wants it.').waitFor();
  expect(await hover.textContent()).toContain('2021-04-15T11:13:33Z');
  expect(watched.faults).toEqual([]);
});

test('a trigger form says which method goes with a template, and changes to it', async () => {
  await addTemplate({ name: 'Fields in the URL', source: '{ "a": 1 }', format: 'query' });
  await addTemplate({ name: 'Ledger as XML', source: '{ "a": 1 }', format: 'xml' });
  const customer = await server.send('POST', '/api/v1/customers', { body: { name: 'Acme' } });
  await page.goto(`/customers/${customer.body.id}/triggers/new`);
  const choose = async (name: string): Promise<void> => {
    await page.getByRole('combobox', { name: 'Template' }).click();
    await page.getByRole('option', { name }).click();
  };
  const method = page.getByRole('combobox', { name: 'Method' });
  await choose('Fields in the URL');
  await page.getByRole('button', { name: 'Use GET' }).click();
  await expect.poll(() => method.textContent(), PATIENCE).toBe('GET');
  expect(await page.getByRole('button', { name: /^Use (GET|POST)$/ }).count()).toBe(0);
  await choose('Ledger as XML');
  await page.getByText('A GET request has no body, and this template’s XML would be lost.').waitFor();
  await page.getByRole('button', { name: 'Use POST' }).click();
  await expect.poll(() => method.textContent(), PATIENCE).toBe('POST');
  expect(watched.faults).toEqual([]);
});
