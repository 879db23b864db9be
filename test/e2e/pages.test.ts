import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

type Session = BrowserContextOptions['storageState'];
/** A view by its name, and how one comes to it; what resolves last is there when it can be looked at. */
type Views = Record<string, (page: Page) => Promise<unknown>>;

const LOOKS = [1440, 1024].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
const PAYLOADS = ['order_updated', 'transaction_completed', 'order_offer_updated', 'shipment_shipped'];
const PATIENCE = { timeout: 30_000, interval: 50 };

let browser: Browser;
/** With the demo, events delivered, and one delivery that keeps failing. */
let busy: TestServer;
/** Just started, without the demo. */
let empty: TestServer;
let busySession: Session;
let emptySession: Session;
let ids: { customer: string; trigger: string; order: string; receipt: string; delivered: string; retrying: string };

beforeAll(async () => {
  [busy, empty, browser] = await Promise.all([startTestServer({ demo: true }), startTestServer(), launchBrowser()]);
  [ids, busySession, emptySession] = await Promise.all([fill(busy), signIn(busy), signIn(empty)]);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([busy.close(), empty.close()]);
});

const signedOutViews: Views = {
  'sign-in': (page) => open(page, '/', page.getByRole('heading', { name: 'Sign in' })),
};

const busyViews: Views = {
  home: (page) => open(page, '/', row(page, 'Recent deliveries')),
  customers: (page) => open(page, '/customers', row(page, 'Customers')),
  'add-customer': (page) => open(page, '/customers?add=yes', page.getByRole('dialog', { name: 'Add customer' })),
  'customer-triggers': (page) => open(page, `/customers/${ids.customer}`, row(page, 'Triggers')),
  'customer-deliveries': (page) =>
    open(page, `/customers/${ids.customer}?tab=deliveries`, page.getByRole('tabpanel').getByRole('row').nth(1)),
  'customer-profile': (page) =>
    open(page, `/customers/${ids.customer}?tab=profile`, page.getByRole('button', { name: 'Save' })),
  triggers: (page) => open(page, '/triggers', row(page, 'Triggers')),
  trigger: (page) =>
    open(
      page,
      `/customers/${ids.customer}/triggers/${ids.trigger}`,
      page.getByRole('heading', { name: 'Destination' }),
    ),
  'new-trigger': (page) =>
    open(page, `/customers/${ids.customer}/triggers/new`, page.getByRole('heading', { name: 'Destination' })),
  templates: (page) => open(page, '/templates', row(page, 'Templates')),
  'new-template': (page) => open(page, '/templates?add=yes', page.getByRole('dialog', { name: 'New template' })),
  'mapper-visual': (page) =>
    open(page, `/templates/${ids.order}?mode=visual`, page.getByRole('treegrid', { name: 'Mapping' })),
  'mapper-jsonata': (page) => openMapper(page, `/templates/${ids.order}`),
  'mapper-wire': (page) =>
    openMapper(page, `/templates/${ids.order}?view=wire&tab=history`, page.getByText('content-length')),
  'mapper-delivery': (page) => openMapper(page, `/templates/${ids.order}?tab=delivery`, page.getByText(/^● ok/)),
  'mapper-html': async (page) => {
    await openMapper(page, `/templates/${ids.receipt}?view=preview`, page.getByText(/^● ok/));
    await page.frameLocator('iframe[title=Preview]').getByRole('table').first().waitFor();
  },
  deliveries: (page) => open(page, '/deliveries', row(page, 'Deliveries')),
  'delivery-succeeded': (page) =>
    open(page, `/deliveries?delivery=${ids.delivered}`, page.getByRole('region', { name: 'Request' })),
  'delivery-retrying': (page) =>
    open(page, `/deliveries?delivery=${ids.retrying}&tab=response`, page.getByRole('region', { name: 'Response' })),
  inbox: (page) => open(page, '/inbox', row(page, 'Messages')),
  'inbox-message': async (page) => {
    await open(page, '/inbox?name=demo', row(page, 'Messages'));
    await page
      .getByRole('button', { name: /^Message to demo/ })
      .first()
      .click();
    await page.getByRole('region', { name: 'Body' }).waitFor();
  },
  'not-found': (page) => open(page, '/nowhere', page.getByRole('heading', { name: 'There is no page here' })),
};

const emptyViews: Views = {
  'empty-home': (page) => open(page, '/', page.getByRole('heading', { name: 'Your first postback' })),
  'empty-customers': (page) => open(page, '/customers', page.getByRole('heading', { name: 'No customers yet' })),
  'empty-triggers': (page) => open(page, '/triggers', page.getByRole('heading', { name: 'No triggers yet' })),
  'empty-templates': (page) => open(page, '/templates', page.getByRole('heading', { name: 'No templates yet' })),
  'empty-deliveries': (page) =>
    open(page, '/deliveries', page.getByRole('heading', { name: /^No deliveries/, level: 2 })),
  'empty-inbox': (page) => open(page, '/inbox', page.getByRole('heading', { name: 'The inbox is empty' })),
};

describe.each(LOOKS)('at $width px, $colorScheme', (look) => {
  test.each([
    ['signed out', () => ({ server: busy, session: undefined, views: signedOutViews })],
    ['in use', () => ({ server: busy, session: busySession, views: busyViews })],
    ['just started', () => ({ server: empty, session: emptySession, views: emptyViews })],
  ])('%s, every page is without fault and fits', async (_state, choose) => {
    const { server, session, views } = choose();
    const { page, faults, close } = await openWatchedPage(browser, server.url, {
      viewport: { width: look.width, height: 900 },
      colorScheme: look.colorScheme,
      storageState: session,
    });
    const found: Record<string, string[]> = {};
    for (const [name, visit] of Object.entries(views)) {
      faults.length = 0;
      await visit(page);
      await page.evaluate(() => document.fonts.ready);
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(look.colorScheme);
      await takeScreenshot(page, `${name}-${look.width}-${look.colorScheme}`);
      const wrong = [...faults, ...(await listOverflows(page))];
      if (wrong.length > 0) found[name] = wrong;
    }
    await close();
    expect(found).toEqual({});
  });
});

describe('by keyboard alone', () => {
  let watched: WatchedPage;
  const begin = async (path: string): Promise<Page> => {
    watched = await openWatchedPage(browser, busy.url, {
      viewport: { width: 1440, height: 900 },
      storageState: busySession,
    });
    await watched.page.goto(path);
    return watched.page;
  };

  test.each([
    ['/', 'link', 'Skip to content'],
    ['/', 'link', 'Customers'],
    ['/customers', 'button', 'Add customer'],
    ['/triggers', 'button', 'Add trigger'],
    ['/templates', 'button', 'New template'],
    ['/deliveries', 'searchbox', 'Search deliveries'],
    ['/inbox', 'button', 'Clear…'],
  ] as const)('on %s, Tab comes to the %s “%s”, and the focus can be seen all the way', async (path, role, name) => {
    const page = await begin(path);
    const wanted = page.getByRole(role, { name, exact: true });
    await wanted.waitFor({ state: 'attached' });
    for (let presses = 1; ; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(describeFocus);
      expect(focused.visible, `focus on ${focused.element} is visible`).toBe(true);
      if (await wanted.evaluate((element) => element === document.activeElement)) break;
      expect(presses, `presses of Tab on ${path} without coming to ${name}`).toBeLessThan(60);
    }
    expect(watched.faults).toEqual([]);
    await watched.close();
  });

  test('Ctrl K opens the palette, which goes to a page and to a template', async () => {
    const page = await begin('/');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    const field = page.getByRole('dialog').getByRole('combobox');
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.type('deliv');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Deliveries', level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.type('web receipt');
    await page.getByRole('option', { name: /Web receipt/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname, PATIENCE).toBe(`/templates/${ids.receipt}`);
    expect(watched.faults).toEqual([]);
    await watched.close();
  });
});

async function open(page: Page, path: string, ready: Locator): Promise<void> {
  await page.goto(path);
  await ready.waitFor();
}

/** The mapper's text, and with `output` the pane that has it, which in a narrow window is a tab. Monaco comes later than the page. */
async function openMapper(page: Page, path: string, output?: Locator): Promise<void> {
  await page.goto(`${path}${path.includes('?') ? '&' : '?'}mode=code`);
  const editor = page.getByRole('textbox', { name: /^Template source/ });
  await editor.waitFor({ state: 'attached' });
  if (output !== undefined) {
    const tab = page.getByRole('tab', { name: 'Output' });
    if (await tab.isVisible()) await tab.click();
    await output.waitFor();
  }
  await page.getByLabel('Loading the editor').first().waitFor({ state: 'detached' });
}

/** The first row of a table that has come from the server. */
function row(page: Page, table: string): Locator {
  return page.getByRole('table', { name: table, exact: true }).locator('tbody tr:not([aria-hidden])').first();
}

/** What reaches beyond the window, and what has to be scrolled sideways to be seen; Monaco scrolls long lines by itself. */
function listOverflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide: string[] = [];
    const add = (element: Element, fault: string): void => {
      const name = element.getAttribute('aria-label') ?? element.textContent.slice(0, 40);
      wide.push(`<${element.tagName.toLowerCase()}> ${name} ${fault}`);
    };
    if (document.documentElement.scrollWidth > window.innerWidth)
      wide.push(`the document is ${document.documentElement.scrollWidth} px wide`);
    for (const element of document.querySelectorAll('#root *')) {
      if (element.closest('.monaco-editor, [aria-label="Command that posts a sample"]') !== null) continue;
      const { right, width, height } = element.getBoundingClientRect();
      const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
      if (scrolls && element.scrollWidth > element.clientWidth + 1) add(element, 'has to be scrolled sideways');
      if (width > 1 && height > 1 && right > window.innerWidth + 0.5 && element.matches('a, button, input, [role=tab]'))
        add(element, `ends at ${right} px`);
    }
    return wide;
  });
}

/** Runs in the page: what has the focus, and whether that can be seen, by an outline, a ring or the edge of a field. */
function describeFocus(): { element: string; visible: boolean } {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return { element: 'the page', visible: true };
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
  const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
  const { width, height, left, top } = focused.getBoundingClientRect();
  const within = width > 0 && height > 0 && left >= 0 && top >= 0;
  return {
    element: `<${focused.tagName.toLowerCase()}> ${focused.getAttribute('aria-label') ?? focused.textContent.slice(0, 40)}`,
    visible: within && (outlined || boxShadow !== 'none'),
  };
}

async function signIn(server: TestServer): Promise<Session> {
  const { page, close } = await openWatchedPage(browser, server.url);
  await page.goto(server.signInLink);
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  const session = await page.context().storageState();
  await close();
  return session;
}

/** Posts the four payloads to the demo's feed, and an event whose receiver always fails. */
async function fill(server: TestServer): Promise<typeof ids> {
  const list = async (path: string) => (await server.send('GET', `/api/v1/${path}`)).body.items;
  const feed = (await list('feeds')).find(({ name }: { name: string }) => name === 'demo');
  for (const name of PAYLOADS)
    await server.send('POST', new URL(feed.ingestUrl).pathname, {
      key: null,
      body: await readFile(`samples/payloads/${name}.json`, 'utf8'),
    });
  const failing = await setUpTrigger(server, {
    name: 'Shipments that a warehouse with a long name wants to hear of',
    event: 'shipment.fulfilled',
    language: 'jsonata',
    source: '{ "id": data.id }',
    url: `${server.url}/inbox/busy?status=503`,
  });
  await server.send('POST', '/api/v1/events', {
    body: { id: 'busy-1', type: 'shipment.fulfilled', data: { id: '9' } },
  });
  const deliveries = await until('every delivery to be tried', async () => {
    const items: { id: string; status: string; eventType: string }[] = await list('deliveries');
    return items.length === 5 && items.every(({ status }) => ['succeeded', 'retrying'].includes(status)) && items;
  });
  const customer = idOfNamed('Demo customer', await list('customers'));
  const triggers: { id: string; customerId: string }[] = await list('triggers');
  const templates = await list('templates');
  return {
    customer,
    trigger: triggers.find((trigger) => trigger.customerId === customer && trigger.id !== failing)!.id,
    order: idOfNamed('Warehouse order', templates),
    receipt: idOfNamed('Web receipt', templates),
    delivered: deliveries.find(({ eventType }) => eventType === 'order.updated')!.id,
    retrying: deliveries.find(({ status }) => status === 'retrying')!.id,
  };
}

function idOfNamed(wanted: string, items: { id: string; name: string }[]): string {
  return items.find(({ name }) => name === wanted)!.id;
}
