import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { parseCaseFile, requireSection } from '../support/case-file.ts';
import { createMapperSteps } from '../support/mapper-steps.ts';
import type { MapperSteps } from '../support/mapper-steps.ts';
import { openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import type { WatchedPage } from '../support/watched-page.ts';

/** Longer than a busy machine of two cores needs; what happens, happens at once. */
const PATIENCE = { timeout: 30_000, interval: 50 };
const LONG = 600_000;
const ORDER = '/webhook_data/order';
const OFFERS = `${ORDER}/order_offers`;
const PERSON = `${ORDER}/customer`;

let server: TestServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
let steps: MapperSteps;
/** The output that the same template gives when the engine's actions build it, as text: fields in order. */
let expected: string;

beforeAll(async () => {
  const path = resolve(import.meta.dirname, '../cases/mapping/edits/twenty-fields.case');
  const wanted: unknown = JSON.parse(requireSection(parseCaseFile(await readFile(path, 'utf8')), 'output.json'));
  expected = JSON.stringify(wanted);
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

/** A new template without a letter in it, seen as rows. */
async function openEmpty(): Promise<string> {
  const template = {
    language: 'jsonata',
    name: 'To warehouse',
    source: '',
    format: 'json',
    eventType: 'order.updated',
  };
  const answer = await server.send('POST', '/api/v1/templates', { body: template });
  expect(answer.status).toBe(201);
  watched = await openSignedIn(browser, server, `/templates/${answer.body.id}?mode=visual`);
  ({ page } = watched);
  steps = createMapperSteps(page);
  // Monaco holds the history: what is done before it is there is done to the text alone.
  await page.locator('.monaco-editor').first().waitFor({ state: 'attached' });
  return answer.body.id;
}

/** What the server makes of the saved template and the order sample. */
async function renderSaved(id: string): Promise<string> {
  await steps.press('Control+s');
  await page.getByRole('button', { name: /^Saved/ }).waitFor();
  const body = { sampleId: 'smp_builtin_order_updated' };
  return (await server.send('POST', `/api/v1/templates/${id}/render`, { body })).body.body;
}

/** A field let go beside all rows becomes a row, which then gets its name. */
async function addByMouse(pointer: string, name: string, choice?: RegExp, of?: string): Promise<void> {
  const made = pointer.slice(pointer.lastIndexOf('/') + 1);
  await steps.drag(pointer, steps.addLine(of));
  if (choice !== undefined) await page.getByRole('option', { name: choice }).click();
  const row = steps.line(new RegExp(`^${made},`));
  await steps.reveal(row);
  if (made !== name) await steps.rename(row, made, name);
}

test(
  'twenty fields are built by mouse: a loop, a filter, a condition, a table, a sum; undone, the text is as before',
  { timeout: LONG },
  async () => {
    const id = await openEmpty();
    const { line, menu, enter, drag, addLine, reveal } = steps;
    const row = (name: string): Locator => line(new RegExp(`^${name},`));
    const addField = async (): Promise<void> => {
      await reveal(addLine());
      await addLine().click();
    };
    await addByMouse(`${ORDER}/id`, 'reference');
    await addByMouse('/webhook_event', 'event');
    await addField();
    await enter(/^Name of the new field/, 'source');
    await enter(/^Value of source/, '"web shop"');
    await addByMouse(`${ORDER}/date_ordered`, 'placed_at');
    await menu(row('placed_at'), 'Convert to a date');
    await addByMouse(`${ORDER}/is_test`, 'test');
    await menu(row('test'), 'Convert to true or false');
    await addField();
    await enter(/^Name of the new field/, 'priority');
    await enter(/^Value of priority/, '"low"');
    await menu(row('priority'), 'Only on a condition');
    await enter(/condition for priority/, 'webhook_data.order.is_test = "1"');
    await menu(row('priority'), 'Otherwise');
    await enter(/otherwise/, '"normal"');
    await row('priority').getByText('"low"').first().waitFor();

    await addByMouse(`${ORDER}/campaign_id`, 'warehouse');
    await menu(row('warehouse'), 'Look up in a table');
    for (const [key, value] of [
      ['1', 'EAST'],
      ['2', 'WEST'],
    ] as const) {
      // A table that was just made asks for its first key by itself.
      if (key !== '1') await line('Add an entry to warehouse').click();
      await enter(/^Key of the new entry/, key);
      await enter(new RegExp(`^Value for ${key}`), value);
    }
    await line(/^Otherwise$/).dblclick();
    await enter(/^Value for other keys/, 'MAIN');
    await line(/^warehouse, .* gives "WEST"/).waitFor();
    await takeScreenshot(page, 'build by mouse, a table');

    await addField();
    await enter(/^Name of the new field/, 'customer');
    await page.keyboard.press('Escape');
    await menu(row('customer'), 'New field in it');
    await enter(/^Name of the new field in customer/, 'number');
    await page.keyboard.press('Escape');
    await drag(`${PERSON}/customer_id`, row('number'));
    await menu(row('number'), 'Convert to a number');
    await addByMouse(`${PERSON}/first_name`, 'name', undefined, 'customer');
    await reveal(row('name'));
    await row('name').getByRole('gridcell').nth(1).dblclick();
    await enter(/^Value of name/, 'webhook_data.order.customer.first_name & " "');
    await drag(`${PERSON}/last_name`, row('name'), 'value');
    await line(/^name, .* gives "Cody Smith"/).waitFor();
    await addByMouse(`${PERSON}/email`, 'email', undefined, 'customer');
    await addByMouse(`${PERSON}/phone`, 'phone', undefined, 'customer');

    await addByMouse(OFFERS, 'lines', /an object for each/);
    await addByMouse(`${OFFERS}/offer_id`, 'sku', undefined, 'lines');
    await addByMouse(`${OFFERS}/offer_name`, 'title', undefined, 'lines');
    await addByMouse(`${OFFERS}/order_offer_quantity`, 'quantity', undefined, 'lines');
    await menu(row('quantity'), 'Convert to a number');
    await addByMouse(`${OFFERS}/order_offer_price`, 'price', undefined, 'lines');
    await menu(row('price'), 'Convert to money');
    await addByMouse(`${ORDER}/id`, 'order', undefined, 'lines');
    await menu(row('lines'), 'Only some items');
    await enter(/^Which items of lines/, 'is_recurring = "1"');
    await line(/^order, .* gives "223827"/).waitFor();

    await addByMouse(OFFERS, 'line_count', /how many/);
    await addByMouse(`${OFFERS}/offer_name`, 'titles', /parted by commas/);
    await addByMouse(`${OFFERS}/order_offer_price`, 'total', /their sum/);
    await menu(row('total'), 'Convert to money');
    await menu(row('total'), 'Move up');
    await addByMouse(`${ORDER}/order_notes`, 'note');
    await page.getByRole('searchbox').first().fill('');
    await takeScreenshot(page, 'built by mouse');

    expect(await renderSaved(id)).toBe(expected);
    const undo = page.getByRole('button', { name: /^Undo/ });
    for (let undone = 0; (await undo.isEnabled()) && undone < 200; undone++) await undo.click();
    expect(await saveSource(id)).toBe('');
    expect(watched.faults).toEqual([]);
  },
);

async function saveSource(id: string): Promise<string> {
  await steps.press('Control+s');
  await page.getByRole('button', { name: /^Saved/ }).waitFor();
  return (await server.send('GET', `/api/v1/templates/${id}`)).body.source;
}

/** Finds a field by `/` and its name, and says M: the rows have the keys then. */
async function pickByKeys(pointer: string): Promise<void> {
  const { press, tabTo, field } = steps;
  const tree = page.getByRole('tree', { name: /^Fields of the sample/ });
  await press('/', 'Control+a');
  await page.keyboard.type(pointer.slice(pointer.lastIndexOf('/') + 1));
  await tabTo('tree', /^Fields of the sample/);
  await press('Home');
  const wanted = field(pointer);
  for (let moved = 0; (await wanted.getAttribute('aria-selected')) !== 'true'; moved++) {
    if (moved > 60) throw new Error(`The arrows do not lead to ${pointer}`);
    await press('ArrowDown');
  }
  await press('m');
  await expect.poll(() => tree.evaluate((element) => element !== document.activeElement), PATIENCE).toBe(true);
}

/** A field to the line for a new field: M, arrows, Enter; then its name by F2. */
async function addByKeys(pointer: string, name: string, choice?: RegExp, to?: () => Promise<void>): Promise<void> {
  const { press, goTo, tabTo, enter, line } = steps;
  const made = pointer.slice(pointer.lastIndexOf('/') + 1);
  await pickByKeys(pointer);
  await (to === undefined ? press('End') : to());
  await press('Enter');
  if (choice !== undefined) {
    const wanted = page.getByRole('option', { name: choice });
    await wanted.waitFor();
    for (let moved = 0; (await wanted.getAttribute('aria-selected')) !== 'true' && moved < 8; moved++)
      await press('ArrowDown');
    await press('Enter');
  }
  await line(new RegExp(`^${made},`)).waitFor();
  // The keys go back to where the field was.
  await page
    .getByRole('tree', { name: /^Fields of the sample/ })
    .and(page.locator(':focus'))
    .waitFor();
  await tabTo('treegrid', /^Mapping/);
  await goTo(new RegExp(`^${made},`));
  if (made === name) return;
  await press('F2');
  await enter(new RegExp(`^Name of ${made}`), name);
}

test(
  'the same twenty fields are built by keys alone, commands by the palette; undone, the text is as before',
  { timeout: LONG },
  async () => {
    const id = await openEmpty();
    const { line, press, enter, goTo, command } = steps;
    const typeField = async (name: string, value: string): Promise<void> => {
      await press('n');
      await enter(/^Name of the new field/, name);
      await enter(new RegExp(`^Value of ${name}`), value);
    };
    /** The line for one more field of what a row holds: after the last of its fields. */
    const after =
      (last: RegExp): (() => Promise<void>) =>
      async () => {
        await goTo(last);
        await press('ArrowDown');
      };
    await addByKeys(`${ORDER}/id`, 'reference');
    await addByKeys('/webhook_event', 'event');
    await typeField('source', '"web shop"');
    await addByKeys(`${ORDER}/date_ordered`, 'placed_at');
    await command('Convert to a date');
    await addByKeys(`${ORDER}/is_test`, 'test');
    await command('Convert to true or false');
    await typeField('priority', '"low"');
    await press('c');
    await enter(/condition for priority/, 'webhook_data.order.is_test = "1"');
    await press('o');
    await enter(/otherwise/, '"normal"');

    await addByKeys(`${ORDER}/campaign_id`, 'warehouse');
    await command('Look up in a table');
    for (const [key, value] of [
      ['1', 'EAST'],
      ['2', 'WEST'],
    ] as const) {
      if (key !== '1') {
        await goTo(/^Add an entry/);
        await press('Enter');
      }
      await enter(/^Key of the new entry/, key);
      await enter(new RegExp(`^Value for ${key}`), value);
    }
    await goTo(/^Otherwise$/);
    await press('Enter');
    await enter(/^Value for other keys/, 'MAIN');
    await line(/^warehouse, .* gives "WEST"/).waitFor();

    await goTo(/^warehouse/);
    await press('n');
    await enter(/^Name of the new field/, 'customer');
    await press('Escape', 'a');
    await enter(/^Name of the new field in customer/, 'number');
    await page.keyboard.insertText('webhook_data.order.customer.customer_id');
    await press('Enter');
    await command('Convert to a number');
    await addByKeys(`${PERSON}/first_name`, 'name', undefined, after(/^number/));
    await press('e');
    await enter(/^Value of name/, 'webhook_data.order.customer.(first_name & " " & last_name)');
    await addByKeys(`${PERSON}/email`, 'email', undefined, after(/^name/));
    await addByKeys(`${PERSON}/phone`, 'phone', undefined, after(/^email/));

    await addByKeys(OFFERS, 'lines', /an object for each/);
    await addByKeys(`${OFFERS}/offer_id`, 'sku', undefined, after(/^lines/));
    await addByKeys(`${OFFERS}/offer_name`, 'title', undefined, after(/^sku/));
    await addByKeys(`${OFFERS}/order_offer_quantity`, 'quantity', undefined, after(/^title/));
    await command('Convert to a number');
    await addByKeys(`${OFFERS}/order_offer_price`, 'price', undefined, after(/^quantity/));
    await command('Convert to money');
    await addByKeys(`${ORDER}/id`, 'order', undefined, after(/^price/));
    await goTo(/^lines/);
    await press('w');
    await enter(/^Which items of lines/, 'is_recurring = "1"');
    await takeScreenshot(page, 'build by keys, a loop');

    await addByKeys(OFFERS, 'line_count', /how many/);
    await addByKeys(`${OFFERS}/offer_name`, 'titles', /parted by commas/);
    await addByKeys(`${OFFERS}/order_offer_price`, 'total', /their sum/);
    await command('Convert to money');
    await press('Alt+ArrowUp');
    await addByKeys(`${ORDER}/order_notes`, 'note');

    expect(await renderSaved(id)).toBe(expected);
    await steps.tabTo('treegrid', /^Mapping/);
    const undo = page.getByRole('button', { name: /^Undo/ });
    for (let undone = 0; (await undo.isEnabled()) && undone < 200; undone++) await press('Control+z');
    expect(await saveSource(id)).toBe('');
    expect(watched.faults).toEqual([]);
  },
);
