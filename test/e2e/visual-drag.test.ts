import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
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
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreenshot(page, `failed ${task.name.slice(0, 40)}`);
  await watched.close();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function open(
  source: string,
  viewport = { width: 1440, height: 900 },
  options: BrowserContextOptions = {},
  wanted?: unknown,
): Promise<string> {
  const target = wanted === undefined ? null : { kind: 'sample', text: JSON.stringify(wanted), operation: null };
  const about = { name: 'To warehouse', format: 'json', eventType: 'order.updated', target };
  const template = { language: 'jsonata', source, ...about };
  const answer = await server.send('POST', '/api/v1/templates', { body: template });
  expect(answer.status).toBe(201);
  watched = await openSignedIn(browser, server, `/templates/${answer.body.id}?mode=visual`, { viewport, ...options });
  ({ page } = watched);
  // Monaco holds the history: what is done before it is there is done to the text alone.
  await page.locator('.monaco-editor').first().waitFor({ state: 'attached' });
  return answer.body.id;
}

const grid = (): Locator => page.getByRole('treegrid', { name: 'Mapping' });
const line = (name: string | RegExp): Locator => grid().getByRole('row', { name }).first();
const field = (pointer: string): Locator => page.locator(`[id="field${pointer}"]`);
/** How many lines are drawn; of those that look as `look` says. */
const countLines = (look = ''): Promise<number> =>
  page
    .getByTestId('mapping-lines')
    .locator(`path[data-lines]${look}`)
    .evaluateAll((all) => all.reduce((sum, one) => sum + Number(one.getAttribute('data-lines')), 0));
const countDashed = (): Promise<number> => countLines('[stroke-dasharray]');

/** Looks a field up, so that it shows, and takes hold of it. */
async function grab(pointer: string): Promise<void> {
  const search = page.getByRole('searchbox').first();
  await search.fill(pointer.slice(pointer.lastIndexOf('/') + 1));
  const box = await field(pointer).boundingBox();
  if (box === null) throw new Error(`${pointer} does not show`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
}

/** Over the name, the value, or the upper edge of a row. */
async function moveTo(target: Locator, part: 'name' | 'value' | 'edge'): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('the row does not show');
  const x = box.x + box.width * (part === 'value' ? 0.42 : 0.12);
  const y = box.y + (part === 'edge' ? 2 : box.height / 2);
  await page.mouse.move(x - 8, y, { steps: 3 });
  await page.mouse.move(x, y);
}

async function drag(pointer: string, target: Locator, part: 'name' | 'value' | 'edge' = 'name'): Promise<void> {
  await grab(pointer);
  await moveTo(target, part);
  await page.mouse.up();
}

async function save(id: string): Promise<string> {
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: /^Saved/ }).waitFor();
  return (await server.send('GET', `/api/v1/templates/${id}`)).body.source;
}

async function render(id: string): Promise<unknown> {
  const body = { sampleId: 'smp_builtin_order_updated' };
  return JSON.parse((await server.send('POST', `/api/v1/templates/${id}/render`, { body })).body.body);
}

const ORDER = '/webhook_data/order';

test('fields are dropped between rows, on names, on values and beside all rows; the pointer says what will happen', async () => {
  const id = await open('{\n  "number": null,\n  "name": webhook_data.order.customer.first_name\n}');
  await line(/^number/).waitFor();
  await grab(`${ORDER}/id`);
  await moveTo(line(/^number/), 'name');
  await page.getByTestId('drop-into').waitFor();
  await takeScreenshot(page, 'drag over a name');
  await page.keyboard.press('Escape');
  await page.getByTestId('drop-into').waitFor({ state: 'detached' });
  await page.mouse.up();
  await line(/^number, null/).waitFor();

  await drag(`${ORDER}/id`, line(/^number/));
  await line(/^number, .* gives "223827"/).waitFor();
  await drag(`${ORDER}/customer/last_name`, line(/^name/), 'value');
  await line(/^name, .* gives "CodySmith"/).waitFor();
  await grab(`${ORDER}/campaign_id`);
  await moveTo(line(/^name/), 'edge');
  await page.getByTestId('drop-between').waitFor();
  await page.mouse.up();
  await line(/^campaign_id/).waitFor();

  await drag(`${ORDER}/order_offers`, line('Add a field'));
  await page.getByPlaceholder('What webhook_data.order.order_offers becomes').waitFor();
  await takeScreenshot(page, 'drag asks what a list becomes');
  await page.keyboard.press('Enter');
  await line(/^order_offers, for each/).waitFor();
  await drag(`${ORDER}/order_offers/offer_id`, grid().getByRole('row', { name: 'Add a field' }).first());
  await line(/^offer_id, .* gives "52"/).waitFor();

  await save(id);
  expect(await render(id)).toEqual({
    number: '223827',
    campaign_id: '2',
    name: 'CodySmith',
    order_offers: [{ offer_id: '52' }, { offer_id: '95' }],
  });
  expect(watched.faults).toEqual([]);
});

test('a finger that stays takes hold of a field; one that moves at once scrolls', async () => {
  const id = await open('{ "number": null }', { width: 1024, height: 768 }, { hasTouch: true });
  const touch = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0): Promise<unknown> =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  await line(/^number, null/).waitFor();
  const from = await field(`${ORDER}/id`).boundingBox();
  const to = await line(/^number/).boundingBox();
  if (from === null || to === null) throw new Error('field and row do not show');
  const [x, y] = [from.x + 80, from.y + from.height / 2];
  await send('touchStart', x, y);
  for (let moved = 10; moved <= 200; moved += 10) await send('touchMove', x, y - moved);
  await send('touchEnd');
  const tree = page.getByRole('tree', { name: /^Fields of the sample/ });
  await expect.poll(() => tree.evaluate(({ scrollTop }) => scrollTop), PATIENCE).toBeGreaterThan(0);
  // What was pushed goes on for a moment after the finger has left.
  const scrollBack = async (): Promise<number | undefined> => {
    await tree.evaluate((element) => element.scrollTo(0, 0));
    return (await field(`${ORDER}/id`).boundingBox())?.y;
  };
  await expect.poll(scrollBack, PATIENCE).toBe(from.y);

  await send('touchStart', x, y);
  await page.getByText('Nothing takes a field here').waitFor();
  await send('touchMove', x + 60, y);
  await send('touchMove', to.x + 60, to.y + to.height / 2);
  await page.getByText('Map to number').waitFor();
  await send('touchEnd');
  await line(/^number, .* gives "223827"/).waitFor();
  expect(await save(id)).toBe('{ "number": webhook_data.order.id }');
  expect(watched.faults).toEqual([]);
});

test('lines join fields and rows, follow what scrolls and closes, and can be put away for good', async () => {
  await open(
    '{\n  "id": webhook_data.order.id,\n  "kind": webhook_data.order.is_test = "1" ? "test" : "live",\n  "items": [webhook_data.order.order_offers.{ "sku": offer_id }]\n}',
  );
  await line(/^sku/).waitFor();
  await expect.poll(() => countLines(), PATIENCE).toBeGreaterThanOrEqual(4);
  const lane = page.getByTestId('mapping-lines');
  await expect.poll(() => countLines('.text-loop'), PATIENCE).toBe(1);
  await expect.poll(() => countLines('.text-warn'), PATIENCE).toBe(1);

  // A line ends in the middle of its row.
  const ends = async (): Promise<number[]> => {
    const top = (await lane.boundingBox())?.y ?? 0;
    return lane
      .locator('path[data-ends]')
      .evaluateAll(
        (all, from) =>
          all.flatMap((one) =>
            Array.from(one.getAttribute('d')?.matchAll(/ (\d+)h0/g) ?? [], ([, y]) => Number(y) + from),
          ),
        top,
      );
  };
  for (const name of [/^id/, /^kind/, /^sku/]) {
    const box = await line(name).boundingBox();
    const middle = (box?.y ?? 0) + (box?.height ?? 0) / 2;
    await expect.poll(async () => (await ends()).some((y) => Math.abs(y - middle) < 2), PATIENCE).toBe(true);
  }
  await line(/^sku/).hover();
  await expect.poll(() => countLines('[stroke-width="2"]'), PATIENCE).toBeGreaterThan(0);
  await takeScreenshot(page, 'lines light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await takeScreenshot(page, 'lines dark');
  await page.emulateMedia({ colorScheme: 'light' });

  // A closed field hands its lines to what it is in.
  const hidden = await countDashed();
  await field('/webhook_data/order').click();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(countDashed, PATIENCE).toBeGreaterThan(hidden);
  await page.keyboard.press('ArrowRight');
  await expect.poll(countDashed, PATIENCE).toBe(hidden);

  await page.getByRole('button', { name: 'Hide the lines' }).click();
  await lane.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('button', { name: 'Show the lines' }).click();
  await expect.poll(() => countLines(), PATIENCE).toBeGreaterThanOrEqual(4);
  expect(watched.faults).toEqual([]);
});

test('a target marks what is required and lists what is missing; auto-map proposes, and changes only what is accepted', async () => {
  const id = await open('{}');
  await page.getByRole('button', { name: 'Target', exact: true }).click();
  const target = page.getByRole('textbox', { name: 'Target, JSON' });
  await target.fill('{ "id": ');
  await page.getByText(/^It is no JSON/).waitFor();
  const wanted = {
    type: 'object',
    required: ['order_id', 'email', 'lines'],
    properties: {
      order_id: { type: 'string' },
      email: { type: 'string' },
      phone: { type: 'string' },
      carrier: { type: 'string' },
      lines: { type: 'array', items: { type: 'object', properties: { offer_id: { type: 'string' } } } },
    },
  };
  await target.fill(JSON.stringify(wanted, undefined, 2));
  await page.getByText(/^6 fields, 3 required/).waitFor();
  await takeScreenshot(page, 'target panel');
  await expectAccessible(page, 'the target of a mapping');
  await page.getByRole('button', { name: 'Use as target' }).click();
  const missing = page.getByRole('region', { name: 'Missing fields of the target' });
  await missing.getByRole('button', { name: /^carrier/ }).click();
  await line(/^carrier, null/).waitFor();
  await drag(`${ORDER}/customer/phone`, missing.getByRole('button', { name: /^phone/ }));
  await line(/^phone, .* gives "\(562\)/).waitFor();
  await page.getByText(/^2 of 6 targets mapped, 3 required missing/).waitFor();
  await takeScreenshot(page, 'target missing');
  const before = await save(id);

  await page.getByRole('button', { name: 'Auto-map' }).click();
  const panel = page.getByRole('region', { name: 'Auto-map' });
  await panel.getByRole('checkbox', { name: /^order_id/ }).waitFor();
  await panel.getByRole('checkbox', { name: /^email/ }).check();
  await panel.getByRole('checkbox', { name: /^order_id/ }).check();
  for (const other of await panel.getByRole('checkbox', { name: /^(?!order_id|email)/ }).all()) await other.uncheck();
  await panel.locator('.line-insert').first().waitFor();
  await takeScreenshot(page, 'auto-map');
  await expectAccessible(page, 'the proposals of auto-map');
  expect((await server.send('GET', `/api/v1/templates/${id}`)).body.source).toBe(before);
  await panel.getByRole('button', { name: 'Accept 2' }).click();
  await line(/^order_id, required, .* gives "223827"/).waitFor();
  await line(/^email, required/).waitFor();
  // All of it is one step to undo.
  await grid().focus();
  await page.keyboard.press('Control+z');
  await expect
    .poll(
      () =>
        grid()
          .getByRole('row', { name: /^order_id/ })
          .count(),
      PATIENCE,
    )
    .toBe(0);
  await page.keyboard.press('Control+Shift+z');
  await line(/^order_id/).waitFor();
  await expectAccessible(page, 'the mapper with lines and a target');
  await page.reload();
  await page.getByText(/of 6 targets mapped/).waitFor();
  expect(watched.faults).toEqual([]);
});

test('an object let go where the target wants a list asks, and is the one item of it; out of the list it is told, and can go back', async () => {
  await open('{}', undefined, undefined, { people: [{ email: 'a@b.example' }], ids: ['1'] });
  const missing = page.getByRole('region', { name: 'Missing fields of the target' });
  await drag(`${ORDER}/customer`, missing.getByRole('button', { name: /^people \*/ }));
  await page.getByRole('option', { name: /^New field people, as a list/ }).click();
  await line(/^people, required, \[webhook_data\.order\.customer\], .* gives 1 item$/).waitFor();
  await page.getByText(/^2 of 3 targets mapped/).waitFor();
  await takeScreenshot(page, 'an object as a list');

  // What is in an object is not what is wanted of the items of a list.
  await page.keyboard.press('u');
  await line(/^people, .*the target wants a list in `people`, and this gives an object$/).waitFor();
  await page.getByText(/^1 of 3 targets mapped/).waitFor();
  await page.keyboard.press('.');
  await page.keyboard.insertText('wrap');
  await takeScreenshot(page, 'wrap by other words');
  await page.getByRole('option', { name: /^A list with this in it/ }).click();
  await line(/^people, .* gives 1 item$/).waitFor();
  await page.getByText(/^2 of 3 targets mapped/).waitFor();
  expect(watched.faults).toEqual([]);
});

const DROPPED = [
  'id',
  'customer_id',
  'campaign_id',
  'order_notes',
  'date_created',
  'date_ordered',
  'ip_address',
  'tracking1',
  'tracking2',
  'tracking3',
];

test('a mapping of many fields is dragged together in a window of 1024 pixels', async () => {
  const id = await open('{}', { width: 1024, height: 768 });
  for (const name of DROPPED) {
    await drag(`${ORDER}/${name}`, grid().getByRole('row', { name: 'Add a field' }).last());
    await line(new RegExp(`^${name},`)).waitFor();
  }
  await page.getByRole('searchbox').first().fill('');
  await page.emulateMedia({ colorScheme: 'dark' });
  await takeScreenshot(page, 'many 1024 dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await takeScreenshot(page, 'many 1024 light');
  await save(id);
  expect(Object.keys(Object(await render(id)))).toEqual(DROPPED);
  expect(watched.faults).toEqual([]);
});
