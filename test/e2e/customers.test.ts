import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { openAsViewer, openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };

let server: TestServer;
let browser: Browser;
let watched: WatchedPage | undefined;
/** A customer with a trigger. */
let northwind: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  const trigger = await setUpTrigger(server, {
    name: 'Northwind',
    event: 'order.updated',
    language: 'jsonata',
    source: '{ "id": data.id }',
    url: `${server.url}/inbox/northwind`,
  });
  northwind = (await server.send('GET', `/api/v1/triggers/${trigger}`)).body.customerId;
});
afterEach(async () => {
  await watched?.close();
  watched = undefined;
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('a customer is added and given variables, each kept as the kind of value that it reads as', async () => {
  const page = await open('/customers');
  await page.getByRole('button', { name: 'Add customer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add customer' });
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Lumen Prints');
  await dialog.getByRole('textbox', { name: /^External id/ }).fill('lumen-1');
  await dialog.getByRole('button', { name: 'Add customer' }).click();
  await page.getByRole('heading', { name: 'Lumen Prints', level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'No triggers yet' }).waitFor();
  await page.getByRole('tab', { name: 'Profile' }).click();
  const rows = [
    ['region', 'EU', 'text'],
    ['limit', '5', 'number'],
    ['vip', 'true', 'true/false'],
    ['tags', '["a", "b"]', 'list'],
    ['code', '"007"', 'text'],
  ] as const;
  for (const [index, [name, value, kind]] of rows.entries()) {
    await page.getByRole('button', { name: 'Add variable' }).click();
    await page.getByRole('textbox', { name: `Name of variable ${index + 1}` }).fill(name);
    await page.getByRole('textbox', { name: `Value of variable ${index + 1}` }).fill(value);
    expect(await page.getByText(kind, { exact: true }).count()).toBeGreaterThan(0);
  }
  await expectAccessible(page, 'a customer’s profile');
  await takeScreenshot(page, 'customer-profile');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => (await findCustomer('Lumen Prints')).variables, PATIENCE)
    .toEqual({ region: 'EU', limit: 5, vip: true, tags: ['a', 'b'], code: '007' });
  expect(watched?.faults).toEqual([]);
});

test('what is typed is not left by mistake, not even for another tab', async () => {
  const page = await open(`/customers/${northwind}?tab=profile`);
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Northwind Trading');
  await page.getByRole('tab', { name: 'Deliveries' }).click();
  const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
  await asked.getByRole('button', { name: 'Stay' }).click();
  expect(await name.inputValue()).toBe('Northwind Trading');
  await page.getByRole('tab', { name: 'Deliveries' }).click();
  await asked.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('heading', { name: 'Nothing delivered yet' }).waitFor();
  expect((await findCustomer('Northwind')).name).toBe('Northwind');
});

test('by keyboard alone: add, find, and delete; a customer with triggers says which stand in the way', async () => {
  const page = await open('/customers');
  const press = (key: string) => page.keyboard.press(key);
  await page.getByRole('button', { name: 'Add customer' }).focus();
  await press('Enter');
  await page.getByRole('dialog', { name: 'Add customer' }).waitFor();
  await page.keyboard.type('Short lived');
  await press('Enter');
  await page.getByRole('heading', { name: 'Short lived', level: 1 }).waitFor();
  await page.getByRole('tab', { name: 'Triggers' }).focus();
  await press('ArrowRight');
  await page.getByRole('tab', { name: 'Deliveries', selected: true }).waitFor();
  await press('ArrowRight');
  await page.getByRole('button', { name: 'Delete customer…' }).focus();
  await press('Enter');
  const asked = page.getByRole('dialog', { name: 'Delete Short lived?' });
  await asked.getByText('It has no triggers.').waitFor();
  await asked.getByRole('button', { name: 'Delete customer' }).focus();
  await press('Enter');
  await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor();
  await expect.poll(() => findCustomer('Short lived'), PATIENCE).toBeUndefined();

  await press('/');
  await page.keyboard.type('northw');
  const rows = page.getByRole('table', { name: 'Customers' }).locator('tbody tr:not([aria-hidden])');
  await expect.poll(() => rows.count(), PATIENCE).toBe(1);
  await expectAccessible(page, 'customers');
  await rows.getByRole('link').focus();
  await press('Enter');
  await page.getByRole('heading', { name: 'Northwind', level: 1 }).waitFor();
  await page.goto(`/customers/${northwind}?tab=profile`);
  await page.getByRole('button', { name: 'Delete customer…' }).focus();
  await press('Enter');
  const blocked = page.getByRole('dialog', { name: 'Delete Northwind?' });
  await blocked.getByRole('link', { name: 'Northwind' }).waitFor();
  expect(await blocked.getByRole('button', { name: 'Delete customer' }).isDisabled()).toBe(true);
  expect(watched?.faults).toEqual([]);
});

test('a viewer sees customers, and changes nothing', async () => {
  watched = await openAsViewer(browser, server, `/customers/${northwind}?tab=profile`);
  const { page } = watched;
  await page.getByText(/You are signed in as a viewer/).waitFor();
  expect(await page.getByRole('textbox', { name: 'Name', exact: true }).isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: /^(Save|Delete customer)/ }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Add trigger' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Customers' }).first().click();
  await page.getByRole('table', { name: 'Customers' }).getByRole('link', { name: 'Northwind' }).waitFor();
  expect(await page.getByRole('button', { name: 'Add customer' }).count()).toBe(0);
  expect(watched.faults).toEqual([]);
});

test('at 390 px the menu leads to customers, and their tabs fit', async () => {
  const page = await open('/', { viewport: { width: 390, height: 844 } });
  await page.getByRole('button', { name: 'Menu' }).click();
  await takeScreenshot(page, 'menu-390');
  await page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('dialog', { name: 'Menu' }).waitFor({ state: 'hidden' });
  await page.getByRole('table', { name: 'Customers' }).getByRole('link', { name: 'Northwind' }).click();
  for (const tab of ['Triggers', 'Deliveries', 'Profile']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel', { name: tab }).waitFor();
    await takeScreenshot(page, `customer-${tab.toLowerCase()}-390`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  }
  expect(watched?.faults).toEqual([]);
});

async function open(path: string, options: Parameters<typeof openSignedIn>[3] = {}): Promise<Page> {
  watched = await openSignedIn(browser, server, path, options);
  return watched.page;
}

async function findCustomer(name: string) {
  const { items } = (await server.send('GET', '/api/v1/customers')).body;
  return items.find((customer: { name: string }) => customer.name === name);
}
