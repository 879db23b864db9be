import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const PATIENCE = { timeout: 10_000, interval: 50 };

let browser: Browser;
let server: TestServer;
let session: BrowserContextOptions['storageState'];
let watched: WatchedPage | undefined;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer({ demo: true }), launchBrowser()]);
  const { page, close } = await openWatchedPage(browser, server.url);
  const link = await server.send('POST', '/api/v1/sign-in-links');
  await page.goto(link.body.url);
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  session = await page.context().storageState();
  await close();
});
afterEach(async () => {
  const faults = watched?.faults ?? [];
  await watched?.close();
  watched = undefined;
  if (faults.length > 0) throw new Error(`Faults on the page:\n${faults.join('\n')}`);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  watched = await openWatchedPage(browser, server.url, {
    viewport: { width: 1440, height: 900 },
    storageState: session,
    ...options,
  });
  await watched.page.goto(path);
  return watched.page;
}

async function send(method: string, path: string, body?: unknown): Promise<Answer['body']> {
  const answer = await server.send(method, `/api/v1/${path}`, { body });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** A template with two revisions, a draft that differs from them, and a case that passes on the first only. */
async function createTemplate(name: string): Promise<string> {
  const { id } = await send('POST', 'templates', { name, eventType: 'order.updated', source: '{ "no": order.id }' });
  await send('POST', `templates/${id}/cases`, { name: 'plain', payload: '{"order":{"id":7}}' });
  await send('POST', `templates/${id}/publish`, { note: 'First' });
  await send('PATCH', `templates/${id}`, { source: '{ "no": order.id, "kind": "order" }' });
  await send('POST', `templates/${id}/publish`, { note: 'With the kind', force: true });
  await send('PATCH', `templates/${id}`, { source: '{ "number": order.id, "kind": "order" }' });
  return id;
}

const table = (page: Page): Locator => page.getByRole('table', { name: 'Templates' });
const names = (page: Page): Promise<string[]> => table(page).locator('tbody tr td:first-child a').allTextContents();
const body = (page: Page): Promise<string> => page.locator('.monaco-diff-editor').innerText();
/** Monaco writes spaces that do not break. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the list', () => {
  test('is searched, cut down and sorted, and the address says how', async () => {
    const page = await open('/templates');
    await expect.poll(async () => (await names(page)).length, PATIENCE).toBeGreaterThan(10);
    await page.getByRole('searchbox', { name: 'Search templates' }).fill('warehouse');
    await expect.poll(() => names(page), PATIENCE).toEqual(['Warehouse order', 'Warehouse order with lookup tables']);
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await expect.poll(() => names(page), PATIENCE).toEqual(['Warehouse order with lookup tables', 'Warehouse order']);
    expect(await table(page).locator('th').first().getAttribute('aria-sort')).toBe('descending');
    await expect.poll(() => new URL(page.url()).search, PATIENCE).toBe('?q=warehouse&sort=-name');
    await page.getByRole('combobox', { name: 'Filter by state' }).click();
    await page.getByRole('option', { name: /with failing cases/ }).click();
    await page.getByRole('heading', { name: 'No template matches' }).waitFor();
    await page.getByRole('button', { name: 'Show all templates' }).click();
    await expect.poll(async () => (await names(page)).length, PATIENCE).toBeGreaterThan(10);
    await page.getByRole('button', { name: 'Run cases' }).click();
    await page.getByText('All cases pass').waitFor();
    await table(page).getByText('2 of 2 pass').first().waitFor();
    await expectAccessible(page, 'the templates');
    await takeScreenshot(page, 'templates-list');
  });

  test('a template is duplicated with its cases, and deleted; one that is used says by what', async () => {
    await createTemplate('To copy');
    const page = await open('/templates?q=to copy');
    const row = table(page).getByRole('row', { name: /^To copy/ });
    await row.hover();
    await row.getByRole('button', { name: 'Duplicate To copy' }).click();
    await page.getByRole('heading', { name: 'To copy 2', level: 1 }).waitFor();
    await page.getByRole('tab', { name: 'Cases 1' }).waitFor();
    await page.getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete To copy 2?' });
    await dialog.getByText('Its case goes with it').waitFor();
    await dialog.getByRole('button', { name: 'Delete template' }).click();
    await expect.poll(() => new URL(page.url()).pathname, PATIENCE).toBe('/templates');
    await expect.poll(() => names(page), PATIENCE).not.toContain('To copy 2');

    const triggerId = await setUpTrigger(server, {
      name: 'Used once',
      event: 'order.updated',
      language: 'jsonata',
      source: '{}',
      url: 'https://acme.example/hook',
    });
    const { templateId } = await send('GET', `triggers/${triggerId}`);
    await page.goto(`/templates/${templateId}/details`);
    await page.getByRole('table', { name: 'Triggers' }).getByRole('link', { name: 'Used once' }).waitFor();
    await page.getByRole('button', { name: 'Delete…' }).click();
    const refusal = page.getByRole('dialog', { name: 'Delete Used once?' });
    await refusal.getByRole('link', { name: 'Used once' }).waitFor();
    expect(await refusal.getByRole('button', { name: 'Delete template' }).isDisabled()).toBe(true);
  });
});

describe('revisions', () => {
  test('any two are compared, and one is restored and taken back', async () => {
    const id = await createTemplate('Compared');
    const page = await open(`/templates/${id}/details`);
    await page.getByRole('link', { name: 'what the draft changes' }).click();
    await expect.poll(async () => plain(await body(page)), PATIENCE).toContain('"number": order.id');
    const compare = page.getByRole('combobox', { name: 'Compare with' });
    expect(await compare.textContent()).toBe('r2');
    await compare.click();
    await page.getByRole('option', { name: 'r1' }).click();
    await expect.poll(() => new URL(page.url()).search, PATIENCE).toBe('?tab=revisions&show=draft&with=1');
    await expect.poll(async () => plain(await body(page)), PATIENCE).toMatch(/\{ "no": order\.id \}/);
    await expectAccessible(page, 'two revisions');
    await takeScreenshot(page, 'templates-revisions');

    await page.getByRole('list', { name: 'Revisions' }).getByRole('button', { name: /^r1/ }).click();
    await page.getByText('compared with').waitFor();
    await page.getByRole('button', { name: 'Restore…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make r1 the draft?' });
    await dialog.getByText('The draft has changes that no revision has').waitFor();
    await dialog.getByRole('button', { name: 'Restore r1' }).click();
    await page.getByText('r1 is the draft now').waitFor();
    expect((await send('GET', `templates/${id}`)).source).toBe('{ "no": order.id }');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The draft is as it was before').waitFor();
    expect(await send('GET', `templates/${id}`)).toMatchObject({
      source: '{ "number": order.id, "kind": "order" }',
      published: { revision: 2 },
    });
  });

  test('in a narrow window both are in one column, and nothing is cut off', async () => {
    const id = await createTemplate('Narrow');
    const page = await open(`/templates/${id}/details?tab=revisions`, { viewport: { width: 390, height: 844 } });
    await expect.poll(async () => plain(await body(page)), PATIENCE).toContain('"number": order.id');
    expect(await page.locator('.monaco-diff-editor.side-by-side').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await takeScreenshot(page, 'templates-revisions-390');
  });
});

describe('cases', () => {
  test('one that fails is shown, accepted, taken back; another is added from a sample, renamed and deleted', async () => {
    const id = await createTemplate('With cases');
    const page = await open(`/templates/${id}/details?tab=cases`);
    await page.getByText('1 of 1 fail on the draft').waitFor();
    await page.getByRole('button', { name: /^plain/ }).click();
    const difference = page.getByRole('region', { name: 'Difference in plain' });
    await difference.getByText('"number": 7').waitFor();
    await expectAccessible(page, 'cases');
    await takeScreenshot(page, 'templates-cases');
    await page.getByRole('button', { name: 'Expect what comes now' }).click();
    await page.getByText('It passes on the draft').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('1 of 1 fail on the draft').waitFor();

    await page.getByRole('button', { name: 'Add case' }).click();
    const add = page.getByRole('dialog', { name: 'Add case' });
    await add.getByRole('combobox', { name: 'Payload' }).click();
    await page.getByRole('option', { name: /order_updated/ }).click();
    expect(await add.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('order_updated');
    await expectAccessible(page, 'adding a case');
    await add.getByRole('button', { name: 'Add case' }).click();
    await page.getByText('1 of 2 fail on the draft').waitFor();
    const { items } = await send('GET', `templates/${id}/cases`);
    expect(items[1]).toMatchObject({
      name: 'order_updated',
      sampleId: 'smp_builtin_order_updated',
      expected: '{"kind":"order"}',
    });

    await page.getByRole('button', { name: 'Edit…' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit the case order_updated' });
    await edit.getByRole('textbox', { name: 'Name' }).fill('plain');
    await edit.getByRole('button', { name: 'Save case' }).click();
    await edit.getByText('Another case has this name').waitFor();
    forgetRefusal(409);
    await edit.getByRole('textbox', { name: 'Name' }).fill('order');
    await edit.getByRole('button', { name: 'Save case' }).click();
    await page.getByRole('button', { name: /^order/ }).waitFor();
    await page.getByRole('button', { name: 'Delete…' }).last().click();
    await page.getByRole('button', { name: 'Delete case' }).click();
    await expect.poll(async () => (await send('GET', `templates/${id}/cases`)).items.length, PATIENCE).toBe(1);
  });

  test('publishing from the mapper shows the case that fails, and goes on only when told to', async () => {
    const id = await createTemplate('Published');
    const page = await open(`/templates/${id}`);
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish as r3' });
    await dialog.getByText('Its case fails on this draft').waitFor();
    await dialog.getByRole('region', { name: 'Difference in plain' }).getByText('"number": 7').waitFor();
    await expectAccessible(page, 'publishing with a failing case');
    await takeScreenshot(page, 'templates-publish');
    await dialog.getByRole('button', { name: 'Publish r3 anyway' }).click();
    await page.getByText('Published as r3').waitFor();
    expect((await send('GET', `templates/${id}`)).published.revision).toBe(3);
  });

  test('by keyboard alone: from the list to a case, which is accepted, and to a revision, which is restored', async () => {
    const id = await createTemplate('Keys only');
    const page = await open('/templates');
    await table(page).getByRole('link', { name: 'Keys only', exact: true }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('keys only');
    await expect.poll(() => names(page), PATIENCE).toEqual(['Keys only']);
    await tabTo(page, page.getByRole('link', { name: 'Details of Keys only' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('tab', { name: 'Overview' }));
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Revisions', selected: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await tabTo(page, page.getByRole('button', { name: /^plain/ }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Expect what comes now' }));
    await page.keyboard.press('Enter');
    await page.getByText('It passes on the draft').waitFor();

    await tabTo(page, page.getByRole('tab', { name: /^Cases/ }));
    await page.keyboard.press('ArrowLeft');
    await tabTo(page, page.getByRole('button', { name: /^r1/ }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Restore…' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Restore r1' }));
    await page.keyboard.press('Enter');
    await page.getByText('r1 is the draft now').waitFor();
    expect((await send('GET', `templates/${id}`)).source).toBe('{ "no": order.id }');
  });
});

test('while the server cannot be reached, what was loaded stays, and an unknown template is said to be none', async () => {
  const page = await open('/templates/tpl_none/details');
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  forgetRefusal(404);
  await page.goto('/templates');
  await expect.poll(async () => (await names(page)).length, PATIENCE).toBeGreaterThan(10);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Run cases' }).click();
  await page.getByText('The cases could not all be run').waitFor();
  expect((await names(page)).length).toBeGreaterThan(10);
  await page.context().setOffline(false);
  watched?.faults.splice(0);
});

test('a viewer looks and is offered nothing else', async () => {
  const id = await createTemplate('Looked at');
  const { key } = await send('POST', 'keys', { name: 'looker', role: 'viewer' });
  const page = await open('/templates', {
    storageState: undefined,
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  await table(page).getByRole('link', { name: 'Looked at', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Run cases' }).count()).toBe(0);
  await page.goto(`/templates/${id}/details?tab=cases`);
  await page.getByRole('button', { name: /^plain/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Add case' }).count()).toBe(0);
});

/** The browser itself logs an answer that was asked for, each time it is asked for; the page has no say in it. */
function forgetRefusal(status: number): void {
  const faults = watched?.faults.splice(0) ?? [];
  expect(faults).not.toEqual([]);
  expect(faults.filter((fault) => !fault.includes(`responded with a status of ${status}`))).toEqual([]);
}

/** Presses Tab until the element has the focus, which must be possible to see. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not come to it');
}
