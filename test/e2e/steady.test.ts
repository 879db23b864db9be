import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { signIn } from '../support/open-signed-in.ts';
import type { Session } from '../support/open-signed-in.ts';
import { setUpTroubled } from '../support/set-up-troubled.ts';
import type { TroubledIds } from '../support/set-up-troubled.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';

/** What web vitals call good is 0.1; nothing that is read moves at less than this. */
const MOST_SHIFT = 0.02;

let server: TestServer;
let browser: Browser;
let session: Session;
let ids: TroubledIds;

declare global {
  interface Window {
    /** What has moved since the page was loaded, and by how much. */
    shifts: { value: number; moved: string }[];
  }
}

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer({ demo: true }), launchBrowser()]);
  ids = await setUpTroubled(server);
  session = await signIn(browser, server);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const rows = (page: Page, table: string): Locator =>
  page.getByRole('table', { name: table, exact: true }).locator('tbody tr:not([aria-hidden])').first();

/** A page, by its path, and what is there when its answers have come. */
const PAGES: [string, () => string, (page: Page) => Locator][] = [
  ['home', () => '/', (page) => rows(page, 'Recent deliveries')],
  ['customers', () => '/customers', (page) => rows(page, 'Customers')],
  ['a customer', () => `/customers/${ids.customer}`, (page) => rows(page, 'Triggers')],
  ['triggers', () => '/triggers', (page) => rows(page, 'Triggers')],
  [
    'a trigger',
    () => `/customers/${ids.customer}/triggers/${ids.trigger}`,
    (page) => page.getByRole('heading', { name: 'Destination' }),
  ],
  ['templates', () => '/templates', (page) => rows(page, 'Templates')],
  ['a template', () => `/templates/${ids.template}/details`, (page) => rows(page, 'Triggers')],
  ['deliveries', () => '/deliveries', (page) => rows(page, 'Deliveries')],
  ['a delivery', () => `/deliveries?delivery=${ids.delivery}`, (page) => page.getByRole('region', { name: 'Request' })],
  ['events', () => '/events', (page) => rows(page, 'Events')],
  ['an event', () => `/events/${ids.event}`, (page) => page.getByRole('list', { name: 'Triggers' })],
  ['inbox', () => '/inbox', (page) => rows(page, 'Messages')],
  ['feeds', () => '/settings/feeds', (page) => rows(page, 'Feeds')],
  ['keys', () => '/settings/keys', (page) => page.getByRole('button', { name: 'Add key' })],
  ['SMTP', () => '/settings/smtp', (page) => page.getByLabel('Host')],
  ['the catalog', () => '/settings/catalog', (page) => page.getByText('order.updated').first()],
  ['the mapper', () => `/templates/${ids.template}?mode=split`, (page) => page.getByText(/^● ok/)],
];

test.each([1440, 1024, 390])('at %i px nothing moves when the answers come, however late', async (width) => {
  const { page, close } = await openWatchedPage(browser, server.url, {
    viewport: { width, height: 900 },
    storageState: session,
  });
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources = [] }: { value?: number; sources?: { node: Node | null }[] } = Object(entry);
        window.shifts.push({
          value: value ?? 0,
          moved: sources.map(({ node }) => node?.textContent?.slice(0, 60) ?? '').join(' | '),
        });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  // One after another, so that each answer is drawn by itself.
  let waiting = 0;
  await page.route(/\/api\/v1\/(?!session|stream)/, async (route) => {
    waiting += 1;
    await new Promise((resolve) => setTimeout(resolve, 40 * (waiting % 8)));
    await route.continue();
  });
  const found: Record<string, string[]> = {};
  for (const [name, path, ready] of PAGES) {
    await page.goto(path());
    const there = ready(page);
    // In a narrow window the mapper has its output behind a tab.
    await (name === 'the mapper' && width < 1100 ? page.getByRole('treegrid', { name: 'Mapping' }) : there).waitFor();
    await page.evaluate(() => document.fonts.ready);
    const shifts = await page.evaluate(() => window.shifts);
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    if (sum >= MOST_SHIFT) found[name] = shifts.map(({ value, moved }) => `${value.toFixed(4)} ${moved}`);
  }
  await close();
  expect(found).toEqual({});
});
