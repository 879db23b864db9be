import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROBLEM_CODES } from '../../packages/server/src/contract/index.ts';
import { API_NOUNS } from '../../packages/server/src/http/openapi/nouns.ts';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const open = (width = 1440, colorScheme: 'light' | 'dark' = 'light'): Promise<WatchedPage> =>
  openWatchedPage(browser, server.url, {
    viewport: { width, height: 900 },
    colorScheme,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
const title = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

describe('the API reference', () => {
  test('is there for whoever has the address, and shows every operation of every noun', async () => {
    const { page, faults, close } = await open();
    await page.goto('/docs');
    await title(page, 'API reference').waitFor();
    for (const { tag, operations } of API_NOUNS) {
      await page
        .getByRole('navigation', { name: 'API reference' })
        .getByRole('link', { name: tag, exact: true })
        .click();
      await title(page, tag).waitFor();
      for (const { summary } of Object.values(operations))
        await page.getByRole('heading', { name: summary, exact: true, level: 2 }).waitFor();
    }
    expect(faults).toEqual([]);
    await close();
  });

  test('a request can be found, copied and sent as it is', async () => {
    const { page, faults, close } = await open();
    await page.goto('/docs');
    await page.getByRole('searchbox', { name: 'Search operations' }).fill('add customer');
    await page.getByRole('link', { name: /Add a customer/ }).click();
    const operation = page.getByRole('region', { name: 'Add a customer', exact: true });
    await operation.getByRole('button', { name: 'Copy the command: Add a customer' }).click();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    const [, url, body] = /'(http[^']+)'[\s\S]* -d '([^']+)'/.exec(command) ?? [];
    expect(command).toContain('Authorization: Bearer $POSTMAP_KEY');
    expect(url).toBe(`${server.url}/api/v1/customers`);
    expect((await server.send('POST', '/api/v1/customers', { body: body! })).status).toBe(201);
    expect(faults).toEqual([]);
    await close();
  });

  test('by keyboard alone: from the search to an operation, and into its fields', async () => {
    const { page, faults, close } = await open();
    await page.goto('/docs');
    await title(page, 'API reference').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('add trigger');
    const link = page.getByRole('link', { name: /Add a trigger/ });
    await link.waitFor();
    for (let presses = 0; !(await link.evaluate((element) => element === document.activeElement)); presses++) {
      await page.keyboard.press('Tab');
      expect(presses).toBeLessThan(30);
    }
    await page.keyboard.press('Enter');
    const operation = page.getByRole('region', { name: 'Add a trigger', exact: true });
    const routes = operation.getByRole('button', { name: 'Fields of routes' }).first();
    await routes.focus();
    await page.keyboard.press('Enter');
    await operation.getByText('campaignIds').first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  test('the type of a problem leads to what it means', async () => {
    const { body: problem } = await server.send('GET', '/api/v1/customers/cus_gone');
    const { page, faults, close } = await open();
    await page.goto(problem.type);
    const heading = page.getByRole('heading', { name: /^not-found/, level: 2 });
    await heading.waitFor();
    await expect.poll(() => heading.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(900);
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(Object.keys(PROBLEM_CODES).length);
    expect(faults).toEqual([]);
    await close();
  });

  test('a server that cannot tell says so, and tells on demand', async () => {
    const { page, close } = await open();
    await page.route('**/openapi.json', (route) => route.abort());
    await page.goto('/docs');
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
    await page.unroute('**/openapi.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    await title(page, 'API reference').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await close();
  });

  test.each([1440, 1024, 390])('at %d px it fits, in both themes, and can be used by everybody', async (width) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, faults, close } = await open(width, colorScheme);
      for (const [name, path, heading] of [
        ['overview', '/docs', 'API reference'],
        ['triggers', '/docs/triggers', 'Triggers'],
        ['events', '/docs/events', 'Events'],
        ['problems', '/docs/problems', 'Problems'],
        ['nothing', '/docs/nowhere', undefined],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(path);
        await (
          heading === undefined ? page.getByText('The API has nothing of this name') : title(page, heading)
        ).waitFor();
        await page.evaluate(() => document.fonts.ready);
        await takeScreenshot(page, `docs-${name}-${width}-${colorScheme}`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        if (colorScheme === 'dark') await expectAccessible(page, `${name} at ${width}`);
      }
      expect(faults).toEqual([]);
      await close();
    }
  });
});

test('the sidebar and the palette lead to the reference', async () => {
  const { page, faults, close } = await open();
  await page.goto(server.signInLink);
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  await page.getByRole('link', { name: 'API reference' }).click();
  await title(page, 'API reference').waitFor();
  await page.getByRole('link', { name: 'Back to Postmap' }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('problem codes');
  await page.keyboard.press('Enter');
  await title(page, 'Problems').waitFor();
  expect(faults).toEqual([]);
  await close();
});
