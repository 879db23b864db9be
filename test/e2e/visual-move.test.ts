import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { createMapperSteps } from '../support/mapper-steps.ts';
import type { MapperSteps } from '../support/mapper-steps.ts';
import { openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const SOURCE = `{
  "messageId": webhook_data.order.id,
  "status": webhook_data.order.status,
  "service": {
    "carrier": webhook_data.order.campaign_id
  },
  "lines": [webhook_data.order.order_offers#$i.{ "sku": offer_id, "n": $i }]
}
`;
const MOVED = `{
  "service": {
    "status": webhook_data.order.status,
    "carrier": webhook_data.order.campaign_id,
    "messageId": webhook_data.order.id
  },
  "lines": [webhook_data.order.order_offers#$i.{ "sku": offer_id, "n": $i }]
}
`;

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

async function open(width: number): Promise<() => Promise<string>> {
  const about = { name: 'Moved', format: 'json', eventType: 'order.updated', target: null };
  const template = { language: 'jsonata', source: SOURCE, ...about };
  const { body } = await server.send('POST', '/api/v1/templates', { body: template });
  const place = `/templates/${body.id}?mode=visual`;
  watched = await openSignedIn(browser, server, place, { viewport: { width, height: 768 } });
  ({ page } = watched);
  steps = createMapperSteps(page);
  await page.locator('.monaco-editor').first().waitFor({ state: 'attached' });
  await steps.line(/^messageId/).waitFor();
  return async () => {
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: /^Saved/ }).waitFor();
    return (await server.send('GET', `/api/v1/templates/${body.id}`)).body.source;
  };
}

/** Takes hold of a row by its name. */
async function grab(name: RegExp): Promise<void> {
  await steps.line(name).getByRole('gridcell').first().hover();
  await page.mouse.down();
}

const active = (name: RegExp) => steps.grid().getByRole('row', { name, selected: true });

test('a row is dragged by its name into an object, between rows and out again; the pointer says what will happen', async () => {
  const save = await open(1440);
  await grab(/^messageId/);
  await steps.moveTo(steps.line(/^service/));
  await page.getByText('Move messageId into service').waitFor();
  await page.getByTestId('drop-into').waitFor();
  await takeScreenshot(page, 'move a row into an object');
  await page.keyboard.press('Escape');
  await page.getByTestId('drop-into').waitFor({ state: 'detached' });
  await page.mouse.up();
  expect(await page.evaluate(() => String(getSelection()))).toBe('');

  await grab(/^n,/);
  await steps.moveTo(steps.line(/^service/));
  await page.getByText('Cannot move n into service: $i is not known there').waitFor();
  await page.mouse.up();

  await grab(/^messageId/);
  await steps.moveTo(steps.line(/^service/));
  await page.mouse.up();
  await active(/^messageId/)
    .and(page.locator('[aria-level="2"]'))
    .waitFor();
  await page.getByText('messageId moved into service').waitFor({ state: 'attached' });
  await grab(/^status/);
  await steps.moveTo(steps.line(/^carrier/), 'edge');
  await page.getByText('Move status before carrier').waitFor();
  await page.getByTestId('drop-between').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1024, height: 768 });
  await steps.moveTo(steps.line(/^carrier/), 'edge');
  await takeScreenshot(page, 'move a row between rows, dark');
  await page.mouse.up();
  await active(/^status/)
    .and(page.locator('[aria-level="2"]'))
    .waitFor();
  expect(await save()).toBe(MOVED);

  // Each is one step back.
  await steps.press('Control+z', 'Control+z');
  await steps
    .line(/^messageId/)
    .and(page.locator('[aria-level="1"]'))
    .waitFor();
  expect(await save()).toBe(SOURCE);

  // A click stays a click, and a double click still renames.
  await steps
    .line(/^status/)
    .getByRole('gridcell')
    .first()
    .click();
  await active(/^status/).waitFor();
  await steps.rename(steps.line(/^status/), 'status', 'state');
  expect(watched.faults).toEqual([]);
});

test('by keys a row moves into the object above it and out again', async () => {
  const save = await open(1024);
  await page.getByRole('treegrid', { name: 'Mapping' }).focus();
  await steps.goTo(/^messageId/);
  // There is none above it: the key is not the browser's either.
  await steps.press('Alt+ArrowRight', 'Alt+ArrowLeft');
  await steps.press('Alt+ArrowDown', 'Alt+ArrowDown', 'Alt+ArrowRight');
  await active(/^messageId/)
    .and(page.locator('[aria-level="2"]'))
    .waitFor();
  await steps.press('Home');
  await active(/^status/).waitFor();
  await steps.press('Alt+ArrowDown');
  await steps.command('Move into the object above');
  await active(/^status/)
    .and(page.locator('[aria-level="2"]'))
    .waitFor();
  await steps.press('Alt+ArrowUp', 'Alt+ArrowUp');
  await expect.poll(save).toBe(MOVED);
  await steps.press('Alt+ArrowLeft');
  await active(/^status/)
    .and(page.locator('[aria-level="1"]'))
    .waitFor();
  await steps.goTo(/^n,/);
  await steps.press('Alt+ArrowLeft');
  await page.getByRole('alert').getByText('$i is not known there').waitFor();
  expect(page.url()).toContain('/templates/');
  expect(watched.faults).toEqual([]);
});
