import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { createMapperSteps } from '../support/mapper-steps.ts';
import type { MapperSteps } from '../support/mapper-steps.ts';
import { openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import type { WatchedPage } from '../support/watched-page.ts';

/** Longer than a busy machine of two cores needs; what happens, happens at once. */
const PATIENCE = { timeout: 30_000, interval: 50 };
const SOURCE = '{\n  "id": webhook_data.order.id,\n  "total": webhook_data.order.campaign_id\n}';

let server: TestServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
let steps: MapperSteps;

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

async function open(search: string): Promise<string> {
  const template = { language: 'jsonata', name: 'To CRM', source: SOURCE, format: 'json', eventType: 'order.updated' };
  const answer = await server.send('POST', '/api/v1/templates', { body: template });
  expect(answer.status).toBe(201);
  watched = await openSignedIn(browser, server, `/templates/${answer.body.id}?${search}`);
  ({ page } = watched);
  steps = createMapperSteps(page);
  // Monaco holds the history: what is done before it is there is done to the text alone.
  await page.locator('.monaco-editor').first().waitFor({ state: 'attached' });
  return answer.body.id;
}

const parameter = (name: string): string | null => new URL(page.url()).searchParams.get(name);
const isFocused = (wanted: Locator): Promise<boolean> =>
  wanted.evaluate((element) => element === document.activeElement);

test('the palette offers what the active row and the mapper can do, and gives the keys back', async () => {
  const id = await open('mode=visual');
  await steps.grid().focus();
  await steps.goTo(/^total/);
  await steps.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to' });
  await palette.getByRole('option', { name: /^Convert to a number/ }).waitFor();
  await takeScreenshot(page, 'palette in the mapper');
  await expectAccessible(page, 'the palette over the mapper');
  await steps.press('Escape');
  await expect.poll(() => isFocused(steps.grid()), PATIENCE).toBe(true);

  await steps.command('Convert to a number');
  await steps.line(/^total, .* gives 2/).waitFor();
  expect(await isFocused(steps.grid())).toBe(true);
  await steps.command('Rename');
  await steps.enter(/^Name of total/, 'campaign');
  await steps.line(/^campaign,/).waitFor();
  await steps.command('Undo');
  await steps.line(/^total,/).waitFor();
  await steps.goTo(/^id/);
  await steps.press('n');
  await steps.enter(/^Name of the new field/, 'items');
  await steps.press('Escape');
  await steps.command('An object for each');
  await steps.enter(/^What items goes through/, 'webhook_data.order.order_offers');
  // What goes through a list wants a field: its name is asked for at once.
  await steps.enter(/^Name of the new field/, 'sku');
  await steps.enter(/^Value of sku/, 'offer_id');
  await steps.line(/^sku, .* gives "52"/).waitFor();
  await steps.command('Hide the lines');
  await page.getByTestId('mapping-lines').waitFor({ state: 'detached' });
  await steps.command('Show the lines');
  await page.getByTestId('mapping-lines').waitFor();
  await steps.command('Open history');
  await expect.poll(() => parameter('tab'), PATIENCE).toBe('history');
  await steps.command('Output: wire');
  await expect.poll(() => parameter('view'), PATIENCE).toBe('wire');
  await steps.command('Save as case');
  await page.getByText('Saved as case').waitFor();
  await steps.command('Publish');
  await page.getByRole('dialog', { name: /Publish/ }).waitFor();
  await steps.press('Escape');
  expect((await server.send('GET', `/api/v1/templates/${id}/cases`)).body.items).toHaveLength(1);
  expect(watched.faults).toEqual([]);
});

test('the dots of a row that is typed in open its list, and what was typed is done; a value can be given for when there is none', async () => {
  await open('mode=visual');
  await steps.grid().focus();
  await steps.goTo(/^total/);
  await steps.press('Enter');
  const typed = page.getByRole('combobox', { name: /^Value of total/ });
  await typed.fill('webhook_data.order.nowhere');
  await steps.line(/^total/).hover();
  await steps
    .line(/^total/)
    .getByRole('button', { name: /^Commands for/ })
    .click();
  await page.getByRole('option', { name: /^When there is none/ }).click();
  await steps.enter(/^What total is when there is none/, 'not yet');
  await steps.line(/^total, \$default\(webhook_data\.order\.nowhere, "not yet"\).* gives "not yet"/).waitFor();
  expect(watched.faults).toEqual([]);
});

test('panels and views are reached from the code by the palette, and stand in the address', async () => {
  await open('mode=code');
  const code = page.getByRole('textbox', { name: /^Template source/ });
  await code.focus();
  // The editor would take Ctrl K for the beginning of a chord.
  await steps.command('Target');
  const target = page.getByRole('textbox', { name: 'Target, JSON' });
  await expect.poll(() => isFocused(target), PATIENCE).toBe(true);
  await expect.poll(() => parameter('panel'), PATIENCE).toBe('target');
  await page.reload();
  await target.waitFor();
  await steps.press('Escape');
  await target.waitFor({ state: 'detached' });
  await expect.poll(() => parameter('panel'), PATIENCE).toBeNull();
  await code.focus();
  await steps.command('View: rows and code');
  await steps.grid().waitFor();
  await steps.grid().focus();
  await steps.command('Auto-map');
  await page.getByRole('region', { name: 'Auto-map' }).waitFor();
  await expect.poll(() => parameter('panel'), PATIENCE).toBe('auto-map');
  await steps.press('Escape');
  await expect.poll(() => isFocused(steps.grid()), PATIENCE).toBe(true);
  expect(watched.faults).toEqual([]);
});

test('what is typed right after Ctrl K is kept until the palette has come', async () => {
  watched = await openSignedIn(browser, server, '/');
  ({ page } = watched);
  steps = createMapperSteps(page);
  const held = Promise.withResolvers<void>();
  await page.route(/CommandPalette/, async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.reload();
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  await steps.press('Control+k');
  await page.keyboard.type('evem');
  await steps.press('Backspace');
  await page.keyboard.type('nts');
  await steps.press('Enter');
  held.resolve();
  await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor();
  expect(watched.faults).toEqual([]);
});

test('rows and code share their pane as they are told to, by mouse and by keys, and it is remembered', async () => {
  await open('mode=split');
  const separator = page.getByRole('separator', { name: 'Resize rows and code' });
  const pane = steps.grid().locator('..');
  const height = async (): Promise<number> => (await pane.boundingBox())?.height ?? 0;
  await separator.waitFor();
  const before = await height();
  await separator.focus();
  await steps.press('ArrowUp', 'ArrowUp');
  await expect.poll(height, PATIENCE).toBeLessThan(before - 20);
  const byKeys = await height();
  const box = await separator.boundingBox();
  if (box === null) throw new Error('the separator does not show');
  await page.mouse.move(box.x + box.width / 2, box.y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 120, { steps: 4 });
  await page.mouse.up();
  await expect.poll(height, PATIENCE).toBeGreaterThan(byKeys + 60);
  const byMouse = await height();
  await takeScreenshot(page, 'split, resized');
  await steps.press('Control+1');
  await separator.waitFor({ state: 'detached' });
  await expect.poll(height, PATIENCE).toBeGreaterThan(byMouse);
  await page.reload();
  await page.locator('.monaco-editor').first().waitFor({ state: 'attached' });
  await steps.press('Control+2');
  await expect.poll(async () => Math.abs((await height()) - byMouse), PATIENCE).toBeLessThan(4);
  await expectAccessible(page, 'rows over code');
  expect(watched.faults).toEqual([]);
});
