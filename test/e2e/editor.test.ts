import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import type { WatchedPage } from '../support/watched-page.ts';

/** Longer than a busy machine of two cores needs; what happens, happens at once. */
const PATIENCE = { timeout: 30_000, interval: 50 };
const EVENT_TYPE = 'shop.sale';
const SAMPLES = [
  {
    event: 'sale',
    order: {
      id: 'A-1',
      is_test: '1',
      total: '25.00',
      note: 'x',
      customer: { email: 'a@example.com' },
      lines: [
        { sku: 'a', is_recurring: '1' },
        { sku: 'b', is_recurring: '0' },
      ],
    },
  },
  {
    event: 'sale',
    order: {
      id: 'A-2',
      is_test: '0',
      total: '7.50',
      customer: { email: 'b@example.com' },
      lines: [{ sku: 'c', is_recurring: '0' }],
    },
  },
];

let server: TestServer;
let browser: Browser;
let watched: WatchedPage | undefined;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  await create('/api/v1/catalog', { name: EVENT_TYPE, title: 'Sale' });
  for (const [index, body] of SAMPLES.entries()) {
    await create('/api/v1/samples', { name: `Sale ${index}`, eventType: EVENT_TYPE, body: JSON.stringify(body) });
  }
});
afterEach(async ({ task }) => {
  if (watched !== undefined && task.result?.state === 'fail')
    await takeScreenshot(watched.page, `failed ${task.name.slice(0, 40)}`);
  await watched?.close();
  watched = undefined;
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function create(path: string, body: object): Promise<string> {
  const answer = await server.send('POST', path, { body });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

let count = 0;

/** The page of a new template for the samples, with its problems shown. */
async function openTemplate(template: { language: string; format: string; source: string }): Promise<Page> {
  const body = { name: `Sale ${++count}`, eventType: EVENT_TYPE, ...template };
  const id = await create('/api/v1/templates', body);
  watched = await openSignedIn(browser, server, `/templates/${id}?tab=problems&mode=code`);
  await editorOf(watched.page).waitFor({ state: 'attached' });
  return watched.page;
}

function editorOf(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Template source/ });
}

/** The template's text as Monaco shows it, with its no-break spaces as spaces; its lines in order from the top. */
async function readSource(page: Page): Promise<string> {
  const host = page.locator('.monaco-editor', { has: editorOf(page) });
  const lines = await host.locator('.view-line').evaluateAll((nodes) =>
    nodes
      .map((node) => ({
        top: Number.parseInt(node instanceof HTMLElement ? node.style.top : '0', 10),
        text: node.textContent,
      }))
      .toSorted((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

async function type(page: Page, source: string): Promise<void> {
  await editorOf(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(source);
}

/** Puts the caret after the first occurrence of `text`, by keyboard. */
async function putCaretAfter(page: Page, text: string): Promise<void> {
  const source = await readSource(page);
  const before = source.slice(0, source.indexOf(text) + text.length).split('\n');
  await editorOf(page).focus();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < before.length; line++) await page.keyboard.press('ArrowDown');
  for (let column = 0; column < (before.at(-1) ?? '').length; column++) await page.keyboard.press('ArrowRight');
}

/** The colour of a word of the template. */
function colourOf(page: Page, word: string): Promise<string> {
  const found = page.locator('.view-line span').getByText(word, { exact: true });
  return found.last().evaluate((node) => getComputedStyle(node).color);
}

function problemsOf(page: Page): Locator {
  return page.locator('#mapper-drawer li');
}

describe('what a template means for the samples is seen before it runs', () => {
  test.each([
    {
      code: 'unknown-path',
      source: '{ "id": order.idd }',
      message: '`order` has no field `idd`; did you mean `id`?',
      fixed: '{ "id": order.id }',
    },
    {
      code: 'maybe-absent',
      source: '{ "note": order.note }',
      message: '`order.note` is absent in 1 of 2 samples; `note` is left out then',
    },
    {
      code: 'one-item-array',
      source: '{ "skus": order.lines.sku }',
      message:
        '`skus` is left out for 0 items of `order.lines`, a single value for 1 and an array for 2 or more: write `[…]` around it to have an array always',
      fixed: '{ "skus": [order.lines.sku] }',
    },
    {
      code: 'format-type',
      format: 'text',
      source: '{ "id": order.id }',
      message: 'the output is an object; text needs text: join its parts with &, or choose JSON',
    },
    {
      code: 'unused-variable',
      source: '($unused := order.total; { "id": order.id })',
      message: '`$unused` is never read',
      fixed: '({ "id": order.id })',
    },
    {
      code: 'never-equal',
      source: '{ "test": order.is_test = 1 }',
      message: '`order.is_test` is text, such as "1", and is never equal to the number 1: write "1"',
      fixed: '{ "test": order.is_test = "1" }',
    },
    {
      code: 'text-condition',
      source: '{ "skus": [order.lines[is_recurring].sku] }',
      message: '`is_recurring` is text, "1" or "0", and any text but "" counts as true: write `is_recurring = "1"`',
      fixed: '{ "skus": [order.lines[is_recurring = "1"].sku] }',
    },
    {
      code: 'outer-path',
      source: '[order.lines.{ "event": event }]',
      message: '`event` is at the root of the payload, not in `order.lines[]`: write `$$.event`',
      fixed: '[order.lines.{ "event": $$.event }]',
    },
    {
      code: 'wrong-type',
      source: '{ "more": order.total > 10 }',
      message:
        '`order.total` is text, such as "25.00", and cannot be ordered with a number: write `$number(order.total)`',
      fixed: '{ "more": $number(order.total) > 10 }',
    },
    {
      code: 'unknown-variable',
      source: '($order := order; { "id": $ordr.id })',
      message: 'nothing defines `$ordr`; did you mean `$order`?',
      fixed: '($order := order; { "id": $order.id })',
    },
    {
      code: 'unknown-path',
      language: 'handlebars',
      format: 'text',
      source: '{{order.idd}}',
      message: '`order` has no field `idd`; did you mean `id`?',
      fixed: '{{order.id}}',
    },
    {
      code: 'outer-path',
      language: 'handlebars',
      format: 'text',
      source: '{{#with order}}{{event}}{{/with}}',
      message: '`event` is at the root of the payload, not in `order`: write `../event`',
      fixed: '{{#with order}}{{../event}}{{/with}}',
    },
    {
      code: 'maybe-absent',
      language: 'handlebars',
      format: 'text',
      source: 'Note: {{order.note}}',
      message: '`order.note` is absent in 1 of 2 samples; nothing is put in its place then',
    },
    {
      code: 'text-condition',
      language: 'handlebars',
      format: 'text',
      source: '{{#if order.is_test}}test{{/if}}',
      message:
        '`order.is_test` is text, "1" or "0", and any text but "" counts as true: write `(table order.is_test 1=true)`',
      fixed: '{{#if (table order.is_test 1=true)}}test{{/if}}',
    },
    {
      code: 'format-type',
      language: 'handlebars',
      format: 'text',
      source: '{{order.id}} {{order.customer}}',
      message: '`order.customer` is an object, and is inserted as [object Object]: name one of its fields',
    },
    {
      code: 'unused-variable',
      language: 'handlebars',
      format: 'text',
      source: '{{#each order.lines as |line|}}{{sku}}{{/each}}',
      message: '`line` is never read',
    },
    {
      code: 'unknown-helper',
      language: 'handlebars',
      format: 'text',
      source: '{{mony order.total "EUR"}}',
      message: 'there is no helper named "mony"; did you mean "money"?',
      fixed: '{{money order.total "EUR"}}',
    },
  ])('$code: $source', async ({ code, language = 'jsonata', format = 'json', source, message, fixed }) => {
    const page = await openTemplate({ language, format, source });
    const problem = problemsOf(page).filter({ hasText: code });
    await problem.waitFor();
    // What is code looks like code.
    expect(await problem.textContent()).toContain(message.replaceAll('`', ''));
    expect(await problem.locator('code').count()).toBe(message.split('`').length >> 1);
    const squiggle = page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').first();
    await squiggle.waitFor({ state: 'attached' });
    const fix = problem.getByRole('button').nth(1);
    expect(await fix.count()).toBe(fixed === undefined ? 0 : 1);
    if (fixed === undefined) return;
    await fix.click();
    await expect.poll(() => readSource(page), PATIENCE).toBe(fixed);
    await expect.poll(() => problem.count(), PATIENCE).toBe(0);
    await squiggle.waitFor({ state: 'detached' });
    // One step to undo.
    await editorOf(page).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => readSource(page), PATIENCE).toBe(source);
    await problem.waitFor();
    expect(watched?.faults).toEqual([]);
  });
});

test('a problem is one in the text, in the list and beside the output', async () => {
  const source = '{\n  "id": order.idd,\n  "mail": order.custmer.email\n}';
  const page = await openTemplate({ language: 'jsonata', format: 'json', source });
  const [first, second] = [
    problemsOf(page).filter({ hasText: 'idd' }),
    problemsOf(page).filter({ hasText: 'custmer' }),
  ];
  await second.waitFor();
  await putCaretAfter(page, 'order.cust');
  await expect.poll(() => second.getAttribute('aria-current'), PATIENCE).toBe('true');
  await first.getByRole('button').first().click();
  await expect.poll(() => first.getAttribute('aria-current'), PATIENCE).toBe('true');
  expect(await second.getAttribute('aria-current')).toBeNull();
  // The first press opens what the editor says of the problem at the caret.
  await page.keyboard.press('F8');
  await page.locator('.peekview-widget, .zone-widget').first().waitFor();
  await page.keyboard.press('F8');
  await expect.poll(() => second.getAttribute('aria-current'), PATIENCE).toBe('true');
  await page.keyboard.press('Escape');
  await page.locator('#mapper-drawer').waitFor();
  await page.getByRole('button', { name: 'Close the drawer' }).click();
  await page.getByRole('button', { name: '2 warnings' }).click();
  await second.waitFor();
  // The quick fix, by keyboard.
  await putCaretAfter(page, 'order.id');
  await page.keyboard.press('Control+.');
  await page.getByText('Change to id', { exact: true }).last().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => readSource(page), PATIENCE).toBe(source.replace('idd', 'id'));
  await expectAccessible(page, 'the editor with a problem');
  expect(watched?.faults).toEqual([]);
});

test('completion shows what the sample has, in both languages, and the signature of a call', async () => {
  const page = await openTemplate({ language: 'jsonata', format: 'json', source: '' });
  await page.getByRole('heading', { name: 'Nothing to show yet' }).waitFor();
  await type(page, '{ "id": order.customer');
  await page.keyboard.type('.');
  const email = page.getByRole('option', { name: /^email/ });
  await email.waitFor();
  expect(await email.textContent()).toContain('a@example.com');
  await page.keyboard.press('Enter');
  await expect.poll(() => readSource(page), PATIENCE).toContain('order.customer.email');
  // A field further down by its name alone, with the way to it.
  await type(page, '{ "to": ');
  await page.keyboard.type('emai');
  const further = page.getByRole('option', { name: /^email/ });
  await further.waitFor();
  expect(await further.textContent()).toMatch(/order\.customer.*a@example\.com/);
  await page.keyboard.press('Enter');
  await expect.poll(() => readSource(page), PATIENCE).toContain('{ "to": order.customer.email');
  await type(page, '{ "id": $substring');
  await page.keyboard.type('(order.id, ');
  const hint = page.locator('.parameter-hints-widget.visible');
  await hint.waitFor();
  expect(await hint.locator('.parameter.active').textContent()).toBe('start');
  await page.keyboard.press('Escape');
  await watched?.close();

  const other = await openTemplate({ language: 'handlebars', format: 'text', source: '' });
  await type(other, '{{#each order.lines}}{{');
  await other.keyboard.press('Control+Space');
  const sku = other.getByRole('option', { name: /^sku/ });
  await sku.waitFor();
  expect(await sku.textContent()).toContain('"a"');
});

test('names are coloured by what they mean', async () => {
  const source = '{{#with order}}{{money total "EUR"}}{{/with}}';
  const page = await openTemplate({ language: 'handlebars', format: 'html', source });
  // The grammar alone cannot tell a path from a helper.
  await expect
    .poll(async () => (await colourOf(page, 'money')) === (await colourOf(page, 'total')), PATIENCE)
    .toBe(false);
  await watched?.close();
  const other = await openTemplate({
    language: 'jsonata',
    format: 'json',
    source: '{ "id": $known(1), "now": $now(2) }',
  });
  await expect
    .poll(async () => (await colourOf(other, '$known')) === (await colourOf(other, '$now')), PATIENCE)
    .toBe(false);
  expect(watched?.faults).toEqual([]);
});

test('what stands at the caret is explained, by keyboard', async () => {
  const page = await openTemplate({ language: 'jsonata', format: 'json', source: '{ "id": $substring(order.id, 1) }' });
  await putCaretAfter(page, '$subs');
  await page.keyboard.press('F1');
  const hover = page.locator('.monaco-hover:not(.hidden)');
  await hover.getByText('$substring(text, start, length?)').waitFor();
  await page.keyboard.press('F1');
  await expect.poll(() => hover.evaluate((node) => node.contains(document.activeElement)), PATIENCE).toBe(true);
  await page.keyboard.press('Escape');
  await hover.waitFor({ state: 'hidden' });
  await expect.poll(() => editorOf(page).evaluate((node) => node === document.activeElement), PATIENCE).toBe(true);
  await putCaretAfter(page, 'order.i');
  await page.keyboard.press('F1');
  await hover.getByText('Text, such as "A-1".').waitFor();
  expect(watched?.faults).toEqual([]);
});

test('a variable is renamed everywhere, found where it gets its value, and the text is tidied', async () => {
  const source = '($id := order.id;{"id":$id,"again":$id})';
  const page = await openTemplate({ language: 'jsonata', format: 'json', source });
  await putCaretAfter(page, '"again":$i');
  await page.keyboard.press('F12');
  await page.keyboard.press('F2');
  await page.locator('.rename-input:focus').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('$orderId');
  await page.keyboard.press('Enter');
  await expect.poll(() => readSource(page), PATIENCE).toBe(source.replaceAll('$id', '$orderId'));
  await page.keyboard.press('Shift+Alt+F');
  const tidy = '(\n  $orderId := order.id;\n  { "id": $orderId, "again": $orderId }\n)';
  await expect.poll(() => readSource(page), PATIENCE).not.toBe(source.replaceAll('$id', '$orderId'));
  const tidied = await readSource(page);
  expect(tidied.replaceAll(/\s/g, '')).toBe(tidy.replaceAll(/\s/g, ''));
  await page.getByRole('button', { name: 'Tidy' }).click();
  expect(await readSource(page)).toBe(tidied);
  // Text with a mistake is left as it is, and it is said why.
  await putCaretAfter(page, 'order.id');
  await page.keyboard.type(' +');
  await page.keyboard.press('Escape');
  const broken = await readSource(page);
  await page.getByRole('button', { name: 'Tidy' }).click();
  const notice = page.locator('[data-sonner-toast]').filter({ hasText: 'The text is left as it is' });
  await notice.waitFor();
  const before = broken.slice(0, broken.indexOf(';')).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
  expect(await notice.textContent()).toContain(`Syntax error at ${place}: an expression is missing before ;`);
  expect(await readSource(page)).toBe(broken);
  expect(watched?.faults).toEqual([]);
});
