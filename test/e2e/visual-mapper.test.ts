import type { Browser, Locator, Page } from 'playwright-core';
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

async function open(source: string, mode = 'visual', language = 'jsonata'): Promise<string> {
  const template = { language, name: 'To warehouse', source, format: 'json', eventType: 'order.updated' };
  const answer = await server.send('POST', '/api/v1/templates', { body: template });
  expect(answer.status).toBe(201);
  watched = await openSignedIn(browser, server, `/templates/${answer.body.id}?mode=${mode}`);
  ({ page } = watched);
  // Monaco holds the history: what is done before it is there is done to the text alone.
  await page.locator('.monaco-editor').first().waitFor({ state: 'attached' });
  return answer.body.id;
}

const grid = (): Locator => page.getByRole('treegrid', { name: 'Mapping' });
const line = (name: string | RegExp): Locator => grid().getByRole('row', { name });

/** What has the focus, by its role and its name. */
async function tabTo(role: 'tree' | 'treegrid', name: RegExp): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    const focused = page.locator(':focus');
    if ((await focused.count()) === 1 && (await page.getByRole(role, { name }).and(focused).count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${role} ${name}`);
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Types into what is being typed, and does it. */
async function enter(label: RegExp, text: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label }).and(page.locator(':focus'));
  await field.waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
}

async function addField(name: string, value: string): Promise<void> {
  await press('n');
  await enter(/^Name of the new field/, name);
  await enter(new RegExp(`^Value of ${name}`), value);
}

/** Moves to a line by the arrows. */
async function goTo(name: RegExp): Promise<void> {
  const wanted = line(name).first();
  await press('Home');
  for (let moved = 0; moved < 60; moved++) {
    if ((await wanted.count()) === 1 && (await wanted.getAttribute('aria-selected')) === 'true') return;
    await press('ArrowDown');
  }
  throw new Error(`No line ${name} is met`);
}

async function save(id: string): Promise<string> {
  await press('Control+s');
  await page.getByRole('button', { name: /^Saved/ }).waitFor();
  return (await server.send('GET', `/api/v1/templates/${id}`)).body.source;
}

async function render(id: string): Promise<Record<string, unknown>> {
  const body = { sampleId: 'smp_builtin_order_updated' };
  return JSON.parse((await server.send('POST', `/api/v1/templates/${id}/render`, { body })).body.body);
}

test('a template is built by keys alone: fields, a condition, a table, a loop with a filter and an order, and a sum', async () => {
  const id = await open('{}');
  await tabTo('treegrid', /^Mapping/);
  await press('Enter');
  await enter(/^Name of the new field/, 'order_id');
  await enter(/^Value of order_id/, 'webhook_data.order.id');
  await line(/^order_id, .* gives "223827"/).waitFor();
  await addField('customer', 'webhook_data.order.customer.(first_name & " " & last_name)');
  await addField('list_id', '400');

  await addField('kind', '"test"');
  await press('c');
  await enter(/condition for kind/, 'webhook_data.order.is_test = "1"');
  await press('o');
  await enter(/otherwise/, '"live"');
  await line(/^when webhook_data\.order\.is_test/).waitFor();

  await addField('warehouse', 'webhook_data.order.campaign_id');
  await press('l');
  // The key that the sample has stands there, selected.
  const key = page.getByRole('combobox', { name: /^Key of the new entry/ }).and(page.locator(':focus'));
  await key.waitFor();
  expect(await key.inputValue()).toBe('2');
  await press('Enter');
  await enter(/^Value for 2/, 'LAX-2');
  await press('ArrowDown', 'ArrowDown', 'Enter');
  await enter(/^Value for other keys/, 'none');
  await line(/^warehouse, .* gives "LAX-2"/).waitFor();

  // A list of the payload becomes a loop: by M on the field, then Enter on the row.
  await press('/');
  await page.keyboard.type('order_offers');
  await tabTo('tree', /^Fields of the sample/);
  await press('Home');
  const field = page.getByRole('treeitem', { name: /order_offers/ });
  for (let moved = 0; (await field.getAttribute('aria-selected')) !== 'true' && moved < 20; moved++)
    await press('ArrowDown');
  await press('m');
  await expect.poll(() => grid().evaluate((element) => element === document.activeElement), PATIENCE).toBe(true);
  await press('End', 'Enter');
  await page.getByPlaceholder('What webhook_data.order.order_offers becomes').waitFor();
  await takeScreenshot(page, 'visual what a list becomes');
  await press('Enter');
  await line(/^order_offers, for each/).waitFor();
  await tabTo('treegrid', /^Mapping/);
  await goTo(/^order_offers, for each/);
  await press('F2');
  await enter(/^Name of order_offers/, 'items');
  await press('w');
  await enter(/^Which items of items/, '$number(order_offer_price) > 1');
  await press('t');
  await enter(/^Order of items/, '$number(order_offer_price) desc');
  await addField('sku', 'offer_id');
  await addField('price', '$number(order_offer_price)');
  await line(/^price, .* gives 25/).waitFor();

  await goTo(/^kind/);
  await addField('total', '$sum(webhook_data.order.order_offers.$number(order_offer_price))');
  await goTo(/^total/);
  await press('Alt+ArrowUp', 'Alt+ArrowUp');
  await goTo(/^list_id/);
  await press('Delete');
  await expect.poll(() => line(/^list_id/).count(), PATIENCE).toBe(0);
  await press('Control+z');
  await line(/^list_id/).waitFor();
  await takeScreenshot(page, 'visual built by keys');

  await save(id);
  const expected = {
    order_id: '223827',
    customer: 'Cody Smith',
    list_id: 400,
    kind: 'test',
    total: 30,
    warehouse: 'LAX-2',
    items: [
      { sku: '95', price: 25 },
      { sku: '52', price: 5 },
    ],
  };
  const rendered = await render(id);
  expect(rendered).toEqual(expected);
  expect(Object.keys(rendered)).toEqual(Object.keys(expected));
  expect(watched.faults).toEqual([]);
});

test('rows and text follow each other; a fault keeps the last good rows; nothing else of the text changes', async () => {
  const source =
    '{\n  /* kept as it is */\n  "a":   webhook_type ,\n  "b": [webhook_data.order.order_offers.{ "sku": offer_id }]\n}\n';
  const id = await open(source, 'split');
  await line(/^sku/).waitFor();
  await grid().focus();
  await goTo(/^a,/);
  await press('F2');
  await enter(/^Name of a/, 'kind of event');
  expect(await save(id)).toBe(source.replace('"a"', '"kind of event"'));
  const code = page.getByRole('textbox', { name: /^Template source/ });
  await code.focus();
  await press('Control+End', 'ArrowUp', 'ArrowUp', 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  await expect.poll(() => line(/^sku/).getAttribute('aria-selected'), PATIENCE).toBe('true');
  await page.keyboard.type('(');
  await page.getByText('The text has a fault').waitFor();
  await line(/^sku/).waitFor();
  await press('Control+z');
  await page.getByText('The text has a fault').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Next item of b' }).click();
  await line(/^sku, .* gives "95"/).waitFor();
  await expectAccessible(page, 'the mapper with rows and text');
  expect(watched.faults).toEqual([]);
});

test('what is typed shows what it would give; Escape leaves the text as it was', async () => {
  const id = await open('{ "a": webhook_type }');
  await grid().focus();
  await press('Enter');
  await press('Control+a');
  await page.keyboard.type('webhook_data.order.i');
  await page.getByRole('option', { name: /^is_test/ }).waitFor();
  await press('Escape', 'Control+a');
  await page.keyboard.insertText('webhook_data.order.id');
  await grid().getByText('"223827"').waitFor();
  // First the suggestions, then what is typed.
  await press('Escape', 'Escape');
  await grid().getByText('"order"').waitFor();
  await press('Enter', 'Control+a');
  await page.keyboard.insertText('1 +');
  await press('Enter');
  await grid().getByRole('alert').waitFor();
  await press('Escape');
  await press('.');
  await page.keyboard.type('a number');
  await press('Enter');
  await expect.poll(() => save(id), PATIENCE).toBe('{ "a": $number(webhook_type) }');
});

test('a field further down is found by its name alone; what reads nothing says so; Escape does not throw away what was typed', async () => {
  const id = await open('{ "a": webhook_type, "n": null }');
  const typed = page
    .getByRole('combobox', { name: 'Condition' })
    .or(page.getByRole('combobox', { name: /condition for a/ }));
  const offered = page.getByRole('listbox', { name: 'What can be typed' });
  await grid().focus();
  await goTo(/^a,/);
  await press('c');
  await page.keyboard.type('date_ord');
  await offered.getByRole('option', { name: /^date_ordered webhook_data\.order "2021/ }).waitFor();
  // Half of a name is not wrong while names begin with it.
  const unread = page.getByText('the payload has no field date_ord; did you mean webhook_data.order.date_ordered?');
  expect(await unread.count()).toBe(0);
  await page.keyboard.type(' ');
  await unread.waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await takeScreenshot(page, `inline editor, further down, ${colorScheme}`);
  }
  await expectAccessible(page, 'a name that is not in the sample');
  await press('Backspace', 'Escape');
  await offered.waitFor({ state: 'detached' });
  await page.getByText('Escape again leaves it as it was').waitFor();
  expect(await typed.inputValue()).toBe('date_ord');
  // As it is: the row says what is wrong with it.
  await press('Enter');
  await line(/^when date_ord, .*the payload has no field `date_ord`/).waitFor();
  await goTo(/^when date_ord/);
  await press('F2', 'Control+a');
  await page.keyboard.type('date_ord');
  await press('ArrowDown', 'Enter');
  await expect.poll(() => typed.inputValue(), PATIENCE).toBe('webhook_data.order.date_ordered');
  // Nothing shows that Escape could be meant for: the first one still keeps the text.
  await press('Escape');
  await page.getByText('Escape again leaves it as it was').waitFor();
  await press('Enter');
  await goTo(/^n,/);
  await press('e');
  // What came by itself goes with the editor.
  await offered.waitFor();
  await press('Escape');
  await typed.waitFor({ state: 'detached' });
  await offered.waitFor({ state: 'detached' });
  // An object is among it, and its first field comes next.
  await press('Enter');
  await offered.getByRole('option', { name: /^\[\{ \}\] a list of one object/ }).click();
  await page.getByRole('combobox', { name: /^Name of the new field/ }).waitFor();
  await page.keyboard.type('inner');
  await press('Enter');
  await page.keyboard.type('webhook_type');
  await press('Enter');
  await expect
    .poll(() => save(id), PATIENCE)
    .toBe('{ "a": webhook_data.order.date_ordered ? webhook_type, "n": [{ "inner": webhook_type }] }');
  expect(watched.faults).toEqual([]);
});

test('a Handlebars template says that it is text, and any JSONata opens as rows', async () => {
  await open('Order {{webhook_data.order.id}}', 'visual', 'handlebars');
  await page.getByText(/edited as text/).waitFor();
  await page.getByRole('button', { name: 'Open the code' }).click();
  await page.locator('.monaco-editor').first().waitFor();
  await watched.close();
  await open(
    '( $o := webhook_data.order; $merge([$o, { "first": $o.order_offers[0].offer_id, "n": $map([1, 2], function($x) { $x + 1 }) }]) )',
  );
  await line(/^\$o, webhook_data.* gives 40 fields/).waitFor();
  await line(/^first, .* gives "52"/).waitFor();
  await expectAccessible(page, 'the mapper with rows');
  expect(watched.faults).toEqual([]);
});
