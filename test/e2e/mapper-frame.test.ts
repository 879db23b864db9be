import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';
import type { WatchedPage } from '../support/watched-page.ts';

/** Longer than a busy machine of two cores needs; what happens, happens at once. */
const PATIENCE = { timeout: 30_000, interval: 50 };
const PAYLOAD = {
  order: { id: '7', note: 'late', lines: [{ sku: 'A', qty: 1 }] },
  customer: { email: 'cody@example.com' },
};

let server: TestServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreenshot(page, `failed ${task.name.slice(0, 40)}`);
  const { faults } = watched;
  await watched.close();
  if (faults.length > 0) throw new Error(`Faults on the page:\n${faults.join('\n')}`);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<void> {
  watched = await openSignedIn(browser, server, path, options);
  page = watched.page;
}

async function send(method: string, path: string, body?: unknown): Promise<Answer['body']> {
  const answer = await server.send(method, `/api/v1/${path}`, { body });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** An event type of the test's own, so that its samples alone fit; answers the id of the first one. */
async function addSamples(eventType: string, payloads: readonly unknown[]): Promise<string> {
  await send('POST', 'catalog', { name: eventType, title: eventType });
  const made = [];
  for (const [index, payload] of payloads.entries()) {
    // One after the other: the first is the one to begin with.
    // oxlint-disable-next-line no-await-in-loop
    made.push(await send('POST', 'samples', { name: `s${index}`, eventType, body: JSON.stringify(payload) }));
  }
  return made[0].id;
}

async function addTemplate(template: object): Promise<string> {
  const { id } = await send('POST', 'templates', { language: 'jsonata', format: 'json', ...template });
  return id;
}

/** The text of an editor, by its accessible name. Monaco draws spaces as no-break spaces. */
async function readEditor(name: string | RegExp): Promise<string> {
  const host = page.locator('.monaco-editor', { has: page.getByLabel(name) });
  return ((await host.locator('.view-lines').first().textContent()) ?? '').replaceAll('\u00a0', ' ');
}

const readResult = () => readEditor('Result');
const readSource = () => readEditor(/^Template source/);
const editor = () => page.getByRole('textbox', { name: /^Template source/ });
const field = (name: RegExp) => page.getByRole('treeitem', { name });

test('the source tree tells what fields hold, how often they are there, what is used, and puts them into the text', async () => {
  const sample = await addSamples('frame.tree', [PAYLOAD, { order: { id: '8', lines: [] }, customer: { email: '' } }]);
  const id = await addTemplate({
    name: 'Tree',
    eventType: 'frame.tree',
    source: '{ "no": order.id, "again": order.id }',
  });
  await open(`/templates/${id}?mode=code&sample=${sample}`);
  await expect.poll(() => field(/^id text "7" feeds 2/).count(), PATIENCE).toBe(1);
  expect(await field(/^note text in 1 of 2 "late"/).count()).toBe(1);
  expect(await field(/^lines list 1 item/).count()).toBe(1);

  await page.getByRole('button', { name: 'Used', exact: true }).click();
  await expect.poll(() => page.getByRole('treeitem').count(), PATIENCE).toBe(2);
  await page.getByRole('button', { name: 'Unused', exact: true }).click();
  await expect.poll(() => field(/^id text/).count(), PATIENCE).toBe(0);
  expect(await field(/^sku text/).count()).toBe(1);
  await page.getByRole('button', { name: 'All', exact: true }).click();

  await page.keyboard.press('/');
  await page.keyboard.type('cody');
  await expect.poll(() => page.getByRole('treeitem').allTextContents(), PATIENCE).toHaveLength(2);
  await page.keyboard.press('Escape');

  await field(/^id text/).hover();
  await page.getByText('Other values seen').waitFor();
  await page.getByText('There in 2 of 2; feeds 2 places.').waitFor();
  await page.mouse.move(700, 400);

  // By keyboard alone: the caret goes before the end of the object, M puts the field there.
  await editor().focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(', "mail": ');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+m');
  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('m');
  await expect.poll(readSource, PATIENCE).toContain('"mail": customer.email');
  await expect.poll(readResult, PATIENCE).toContain('"mail": "cody@example.com"');
  await expectAccessible(page, 'the mapper, code');
});

test('a field that is dragged says what it will do, and goes where it is dropped; Escape lets it go', async () => {
  const sample = await addSamples('frame.drag', [PAYLOAD]);
  const id = await addTemplate({
    name: 'Drag',
    eventType: 'frame.drag',
    language: 'handlebars',
    format: 'text',
    source: 'Order ',
  });
  await open(`/templates/${id}?sample=${sample}`);
  const line = page.locator('.monaco-editor', { has: editor() }).locator('.view-line').first();
  await line.waitFor();
  const box = await line.boundingBox();
  if (box === null) throw new Error('The editor has no line');
  const dragTo = async (name: RegExp): Promise<void> => {
    await field(name).hover();
    await page.mouse.down();
    // Right of the end of the line: a drop there is a drop at its end.
    await page.mouse.move(box.x + 200, box.y + box.height / 2, { steps: 4 });
  };
  await dragTo(/^id text/);
  await page.getByText('Puts {{order.id}} here').waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(() => page.getByText('Puts {{order.id}} here').count(), PATIENCE).toBe(0);
  expect(await readSource()).toBe('Order ');
  await dragTo(/^lines list/);
  await page.getByText('Puts {{#each order.lines}}{{/each}} here').waitFor();
  await page.mouse.up();
  await expect.poll(readSource, PATIENCE).toBe('Order {{#each order.lines}}{{/each}}');
  // The caret is in the block: the next field is read from an item.
  await field(/^sku text/).dblclick();
  await expect.poll(readSource, PATIENCE).toBe('Order {{#each order.lines}}{{sku}}{{/each}}');
  await expect.poll(readResult, PATIENCE).toBe('Order A');
});

test('the output is compared with what is published and with what was sent last; under an error the last good one stays', async () => {
  const url = `${server.url}/inbox/frame`;
  await setUpTrigger(server, {
    name: 'Frame',
    event: 'order.updated',
    language: 'jsonata',
    source: '{ "no": data.id }',
    url,
  });
  const { items } = await send('GET', 'templates');
  const { id } = items.find(({ name }: { name: string }) => name === 'Frame');
  await send('POST', 'events', { type: 'order.updated', data: { id: '41' } });
  await until('the delivery', async () => {
    const sent = await send('GET', 'deliveries?status=succeeded');
    return sent.items.length > 0;
  });
  await send('POST', 'samples', { name: 'own', eventType: 'order.updated', body: '{"data":{"id":"7"}}' });
  await open(`/templates/${id}?mode=code&view=diff`);
  await page.getByText('No difference: the draft gives exactly the same.').waitFor();
  await editor().focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(', "kind": "order"');
  const published = page.getByRole('textbox', { name: 'What the draft gives' });
  await published.waitFor({ state: 'attached' });
  const changed = () => page.locator('.line-insert').count();
  await expect.poll(changed, PATIENCE).toBeGreaterThan(0);
  await page.getByRole('combobox', { name: 'Compare with' }).click();
  await page.getByRole('option', { name: 'the last delivery' }).click();
  await page.getByText(/on its own payload/).waitFor();
  await expect
    .poll(async () => await page.locator('.modified-in-monaco-diff-editor').textContent(), PATIENCE)
    .toContain('41');

  await page.getByRole('tab', { name: 'Result' }).click();
  await expect.poll(readResult, PATIENCE).toContain('"kind": "order"');
  await page.getByText(/^● ok$/).waitFor();
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+3');
  await editor().focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ?');
  await page.getByText(/● 1 error/).waitFor();
  expect(await readResult()).toContain('"kind": "order"');
  expect(await page.getByLabel('The last good output').count()).toBe(1);
});

test('what is in and comes out is saved as a case; a change that breaks it shows, and is accepted or undone', async () => {
  const sample = await addSamples('frame.case', [PAYLOAD]);
  const source = '{ "no": order.id, "at": $event.time }';
  const id = await addTemplate({ name: 'Cases', eventType: 'frame.case', source });
  await open(`/templates/${id}?mode=code&tab=tests&sample=${sample}`);
  await expect.poll(readResult, PATIENCE).toContain('"no": "7"');
  await page.getByRole('button', { name: 'Save as case' }).click();
  await page.getByRole('button', { name: /^Tests 1 passed/ }).waitFor();
  await editor().focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(', "rush": true');
  await page.getByRole('button', { name: /^Tests 1 of 1 fail/ }).waitFor();
  await page.getByText('rendered: ').first().waitFor({ state: 'attached' });
  await expectAccessible(page, 'the mapper with a failing case');
  await page.getByRole('button', { name: 'Expect what comes now' }).click();
  await page.getByRole('button', { name: /^Tests 1 passed/ }).waitFor();
  const notice = page.getByRole('listitem').filter({ hasText: 'expects what comes now' });
  await notice.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: /^Tests 1 of 1 fail/ }).waitFor();
  const { items } = await send('GET', `templates/${id}/cases`);
  expect(items[0].name).toBe('s0');
  expect(items[0].expected).not.toContain('rush');
});

test('the history says what each revision changed and brings one back, as one step to undo', async () => {
  const id = await addTemplate({ name: 'History', source: '{ "no": 1 }' });
  await send('POST', `templates/${id}/publish`, { note: 'First' });
  await send('PATCH', `templates/${id}`, { source: '{ "no": 2 }' });
  await send('POST', `templates/${id}/publish`, { note: 'Second' });
  await open(`/templates/${id}?mode=code&tab=history`);
  await page.getByRole('button', { name: /^r1 First/ }).click();
  await page.getByRole('textbox', { name: 'Source of the draft' }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Restore as draft' }).click();
  await expect.poll(readSource, PATIENCE).toBe('{ "no": 1 }');
  await page.getByText('draft · changed since r2').waitFor();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect.poll(readSource, PATIENCE).toBe('{ "no": 2 }');
  await page.getByRole('button', { name: /^r2 Second/ }).click();
  await page.getByRole('combobox', { name: 'Show' }).click();
  await page.getByRole('option', { name: 'Changed from r1' }).click();
  await page.getByRole('textbox', { name: 'Source of r1' }).waitFor({ state: 'attached' });
  // A comparison that is taken away while it is made leaves no fault behind.
  for (const name of Array.from({ length: 8 }, () => [/^r1 First/, /^r2 Second/]).flat())
    // oxlint-disable-next-line no-await-in-loop -- one after the other, and at once
    await page.getByRole('button', { name }).click();
});

test('the page follows the system’s theme, also where it changes while something is drawn', async () => {
  await open(`/templates/${await addTemplate({ name: 'Theme', source: '{ "no": 1 }' })}?mode=code`);
  await page.locator('.monaco-editor .view-line').first().click();
  for (const colorScheme of Array.from({ length: 10 }, () => ['dark', 'light'] as const).flat()) {
    // oxlint-disable-next-line no-await-in-loop -- the next change comes after the one before
    await Promise.all([page.keyboard.type(' '), page.emulateMedia({ colorScheme }), page.keyboard.type(' ')]);
    // oxlint-disable-next-line no-await-in-loop
    await expect.poll(() => page.locator('html').getAttribute('data-theme'), PATIENCE).toBe(colorScheme);
  }
});

test('a template whose partial was published since is published again', async () => {
  const text = { language: 'handlebars', format: 'text' };
  const partial = await addTemplate({ ...text, name: 'frame-sign', source: 'Yours' });
  await send('POST', `templates/${partial}/publish`, {});
  const id = await addTemplate({ ...text, name: 'Letter', source: 'Dear. {{> frame-sign}}' });
  await send('POST', `templates/${id}/publish`, {});
  await send('PATCH', `templates/${partial}`, { source: 'Sincerely' });
  await send('POST', `templates/${partial}/publish`, {});
  await open(`/templates/${id}`);
  await page.getByText('A template that it calls is newer: publish again to take it up').waitFor();
  await page.getByRole('button', { name: 'Publish again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish r2' }).click();
  await page.getByText('published r2', { exact: true }).waitFor();
  expect((await send('GET', `templates/${id}`)).partialsOutdated).toBe(false);
});

test('ten thousand fields are a few dozen rows of the page', async () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field_${index}`, index]));
  const sample = await addSamples('frame.many', [many]);
  const id = await addTemplate({ name: 'Many', eventType: 'frame.many', source: '{ "n": field_9999 }' });
  await open(`/templates/${id}?mode=code&sample=${sample}`);
  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  const last = field(/^field_9999 number 9999 feeds 1/);
  await last.waitFor();
  expect(await last.getAttribute('aria-posinset')).toBe('10000');
  expect(await page.getByRole('treeitem').count()).toBeLessThan(80);
  expect(await page.getByRole('tree').getAttribute('aria-activedescendant')).toBe(await last.getAttribute('id'));
});

test('on a phone source, template and output are tabs, and nothing is wider than the screen', async () => {
  const sample = await addSamples('frame.phone', [PAYLOAD]);
  const id = await addTemplate({ name: 'Phone', eventType: 'frame.phone', source: '{ "no": order.id }' });
  await open(`/templates/${id}?mode=code&sample=${sample}`, { viewport: { width: 390, height: 844 } });
  await page.getByRole('tab', { name: 'Source' }).click();
  await field(/^id text "7"/).waitFor();
  await page.getByRole('tab', { name: 'Output' }).click();
  await expect.poll(readResult, PATIENCE).toContain('"no": "7"');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  for (const name of ['Test', 'Publish']) {
    // oxlint-disable-next-line no-await-in-loop -- a page is asked one thing at a time
    const box = await page.getByRole('button', { name, exact: true }).boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
  }
});
