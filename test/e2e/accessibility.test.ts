import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { signIn } from '../support/open-signed-in.ts';
import type { Session } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { setUpTroubled } from '../support/set-up-troubled.ts';
import type { TroubledIds } from '../support/set-up-troubled.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';

let server: TestServer;
let browser: Browser;
let session: Session;
let ids: TroubledIds;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer({ demo: true }), launchBrowser()]);
  ids = await setUpTroubled(server);
  session = await signIn(browser, server);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).first().waitFor();
const rows = (page: Page, table: string) =>
  page.getByRole('table', { name: table, exact: true }).locator('tbody tr:not([aria-hidden])').first().waitFor();
const text = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

type View = [path: () => string, ready: (page: Page) => Promise<unknown>];

/** Each is read on a phone. */
const PAGES: View[] = [
  [() => '/', (page) => rows(page, 'Recent deliveries')],
  [() => '/customers', (page) => rows(page, 'Customers')],
  [() => `/customers/${ids.customer}?tab=profile`, (page) => text(page, 'External id')],
  [() => '/triggers', (page) => rows(page, 'Triggers')],
  [() => `/customers/${ids.customer}/triggers/${ids.trigger}`, (page) => heading(page, 'Destination')],
  [() => '/templates', (page) => rows(page, 'Templates')],
  [() => `/templates/${ids.template}/details?tab=revisions`, (page) => text(page, 'published')],
  [() => `/templates/${ids.template}`, (page) => page.getByRole('treegrid', { name: 'Mapping' }).waitFor()],
  [() => '/deliveries', (page) => rows(page, 'Deliveries')],
  [() => `/deliveries?delivery=${ids.delivery}`, (page) => page.getByRole('region', { name: 'Request' }).waitFor()],
  [() => '/inbox', (page) => rows(page, 'Messages')],
  [() => '/settings/feeds', (page) => rows(page, 'Feeds')],
  [() => '/settings/keys', (page) => heading(page, 'Keys')],
  [() => '/settings/sessions', (page) => rows(page, 'Sessions')],
  [() => '/settings/smtp', (page) => page.getByLabel('Host').waitFor()],
  [() => '/settings/networks', (page) => text(page, 'Let through now')],
  [() => '/settings/audit', (page) => rows(page, 'Audit')],
  [() => '/docs', (page) => heading(page, 'API reference')],
];

test('every page is accessible on a phone', async () => {
  const { page, faults, close } = await openWatchedPage(browser, server.url, {
    viewport: { width: 390, height: 844 },
    storageState: session,
  });
  for (const [path, ready] of PAGES) {
    await page.goto(path());
    await ready(page);
    await expectAccessible(page, `${path()} at 390 px`);
  }
  await page.getByRole('link', { name: 'Postmap' }).first().click();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('dialog', { name: 'Menu' }).waitFor();
  await expectAccessible(page, 'the menu at 390 px');
  await close();
  expect(faults).toEqual([]);
});

const mapper = (search: string): string => `/templates/${ids.template}?mode=visual&${search}`;

/** States of the mapper that other tests do not look at. */
const MAPPER: View[] = [
  [() => mapper('view=diff'), (page) => text(page, 'Against')],
  [() => mapper('view=wire'), (page) => text(page, 'content-length')],
  [() => mapper('tab=history'), (page) => page.getByRole('button', { name: /^r1/ }).waitFor()],
  [() => mapper('tab=tests'), (page) => page.getByRole('button', { name: 'Save as case' }).waitFor()],
  [() => mapper('tab=delivery'), (page) => page.getByRole('button', { name: 'Send test' }).waitFor()],
  [() => mapper('panel=target'), (page) => page.getByRole('textbox', { name: 'Target, JSON' }).waitFor()],
  [
    () => mapper(''),
    async (page) => {
      await page.getByRole('button', { name: 'Auto-map' }).click();
      await page.getByRole('region', { name: 'Auto-map' }).waitFor();
    },
  ],
];

test('the mapper is accessible whatever it shows', async () => {
  const { page, faults, close } = await openWatchedPage(browser, server.url, {
    viewport: { width: 1440, height: 900 },
    storageState: session,
  });
  for (const [path, ready] of MAPPER) {
    await page.goto(path());
    await page.getByText(/^● ok/).waitFor();
    await ready(page);
    await expectAccessible(page, path());
  }
  await close();
  expect(faults).toEqual([]);
});

/** Adds a field by keys, so that there is a draft that is not saved. */
async function changeDraft(page: Page): Promise<void> {
  const grid = page.getByRole('treegrid', { name: 'Mapping' });
  // Monaco holds the history: what is done before it is there is done to the text alone.
  await page.locator('.monaco-editor').first().waitFor({ state: 'attached' });
  await grid.focus();
  await page.keyboard.press('n');
  await page.keyboard.type('extra');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await grid.getByRole('row', { name: /^extra/ }).waitFor();
  await page.getByText('draft · not saved').waitFor();
}

const startPublishing = (page: Page) => page.getByRole('button', { name: 'Publish', exact: true }).click();
const SOURCE = '{ "id": data.id }';

/** What the mapper asks before it goes on: how the template comes to be asked about, the title, and what has the focus. */
const QUESTIONS: [
  question: string,
  ask: (page: Page, send: (method: string, path: string, body: object) => Promise<unknown>) => Promise<unknown>,
  title: string,
  first: string,
][] = [
  ['to publish', startPublishing, 'Publish as r1', 'Note'],
  [
    'to publish though cases fail',
    async (page, send) => {
      await send('POST', '/cases', { name: 'Seven', payload: '{"data":{"id":7}}', expected: '{"id":8}' });
      await startPublishing(page);
      await page.getByRole('region', { name: 'Failing cases' }).waitFor();
    },
    'Publish as r1',
    'Note',
  ],
  [
    'whose change is kept',
    async (page, send) => {
      await changeDraft(page);
      await send('PATCH', '', { source: '{ "number": data.id }' });
      await page.keyboard.press('Control+s');
    },
    'This template was changed elsewhere',
    'Keep mine',
  ],
  [
    'to leave',
    async (page) => {
      await changeDraft(page);
      await page.getByRole('link', { name: 'Templates' }).first().click();
    },
    'Leave without saving?',
    'Stay',
  ],
];

test.each(QUESTIONS)(
  'the question %s is accessible, and Escape goes back to the mapper',
  async (question, ask, title, first) => {
    const template = { language: 'jsonata', name: 'Asked about', source: SOURCE, format: 'json', eventType: null };
    const made = await server.send('POST', '/api/v1/templates', { body: template });
    expect(made.status).toBe(201);
    const path = `/templates/${made.body.id}`;
    const send = async (method: string, part: string, body: object) => {
      const answer = await server.send(method, `/api/v1${path}${part}`, { body });
      expect(answer.status).toBeLessThan(300);
    };
    const { page, faults, close } = await openWatchedPage(browser, server.url, {
      viewport: { width: 1440, height: 900 },
      storageState: session,
    });
    await page.goto(`${path}?mode=visual`);
    await page.getByRole('treegrid', { name: 'Mapping' }).waitFor();
    await ask(page, send);
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    expect(await page.locator(':focus').ariaSnapshot()).toContain(`"${first}`);
    await expectAccessible(page, `the question ${question}`);
    await takeScreenshot(page, `question ${question}`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('treegrid', { name: 'Mapping' }).waitFor();
    await close();
    // The browser itself logs what the server refuses: here that is what is asked about.
    expect(faults.filter((fault) => !fault.includes('status of 412') && !fault.includes('status of 409'))).toEqual([]);
  },
);

/** A dialog: where it is opened, by which button, and its title. */
const DIALOGS: [path: () => string, button: string, title: string | RegExp][] = [
  [() => '/customers', 'Add customer', 'Add customer'],
  [() => `/customers/${ids.customer}?tab=profile`, 'Delete customer…', /^Delete Northwind/],
  [() => '/triggers', 'Add trigger', 'Add trigger'],
  [() => `/customers/${ids.customer}/triggers/${ids.trigger}`, 'Delete trigger', /^Delete Northwind/],
  [() => '/templates', 'New template', 'New template'],
  [() => `/templates/${ids.template}/details`, 'Delete…', /^Delete Northwind/],
  [() => '/inbox', 'Clear…', 'Clear every inbox?'],
  [() => '/settings/feeds', 'Add feed', 'Add feed'],
  [() => '/settings/keys', 'Add key', 'Add key'],
];

test('every dialog is accessible, and gives the focus back to what opened it', async () => {
  const { page, faults, close } = await openWatchedPage(browser, server.url, {
    viewport: { width: 1440, height: 900 },
    storageState: session,
  });
  for (const [path, name, title] of DIALOGS) {
    await page.goto(path());
    const button = page.getByRole('button', { name, exact: true }).first();
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    await expectAccessible(page, `“${title}”`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const hasFocus = () => button.evaluate((element) => element === document.activeElement);
    await expect.poll(hasFocus, { message: `focus after “${title}”`, timeout: 5_000 }).toBe(true);
  }
  await takeScreenshot(page, 'after a dialog');
  await close();
  expect(faults).toEqual([]);
});

test.each([
  ['/deliveries', 'Deliveries', 'Delivery'],
  ['/events', 'Events', 'Event'],
  ['/inbox', 'Messages', 'Message'],
])('the panel of %s gives the focus back to its row', async (path, table, panel) => {
  const { page, faults, close } = await openWatchedPage(browser, server.url, {
    viewport: { width: 1440, height: 900 },
    storageState: session,
  });
  await page.goto(path);
  const row = page.getByRole('table', { name: table }).locator('tbody tr:not([aria-hidden])').first();
  const opener = row.locator('a, button').first();
  await opener.focus();
  await page.keyboard.press('Enter');
  const open = page.getByRole('complementary', { name: panel });
  await open.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Enter');
  await open.waitFor({ state: 'detached' });
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
  await close();
  expect(faults).toEqual([]);
});
