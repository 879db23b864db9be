import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const run = promisify(execFile);
/** Longer than a busy machine of two cores needs; what happens, happens at once. */
const PATIENCE = { timeout: 30_000, interval: 50 };

// On one line: Enter is a person's way to take what completion offers, and when the offer comes is not the test's to say.
const TEMPLATE_HEAD = '{ "shipment": webhook_data.shipment.id, "tracking": webhook_data.shipment.';
const TEMPLATE_TAIL = ', "shipped": webhook_data.shipment.date_complete }';
/** What the template makes of the shipment sample, byte for byte. */
const EXPECTED = '{"shipment":"447405","tracking":"607858298deed","shipped":"2021-04-15 11:13:45"}';

let server: TestServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer({ demo: true }), launchBrowser()]);
});
beforeEach(async () => {
  watched = await openWatchedPage(browser, server.url, {
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = watched.page;
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreenshot(page, `failed ${task.name.slice(0, 40)}`);
  await watched.close();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('a person goes from signing in to the exact bytes in the inbox', async () => {
  await signIn();
  await addCustomer();
  await beginTrigger();
  await createTemplate();
  await typeTemplate();
  await makeAndMendMistake();
  await readWire();
  await saveAndPublish();
  await testTrigger();
  await activate();
  await postEvent();
  await findDelivery();
  await readInbox();
  expect(watched.faults).toEqual([]);
});

test('a delivery that fails shows its next try; it can be tried at once, and cancelled', async () => {
  await setUpTrigger(server, {
    name: 'Busy warehouse',
    event: 'shipment.fulfilled',
    language: 'jsonata',
    source: '{ "id": data.id }',
    url: `${server.url}/inbox/busy?status=503`,
  });
  const posted = await server.send('POST', '/api/v1/events', {
    body: { id: 'busy-1', type: 'shipment.fulfilled', data: { id: '9' } },
  });
  const link = await server.send('POST', '/api/v1/sign-in-links');
  await page.goto(link.body.url);
  await page.goto(`/deliveries?delivery=${posted.body.deliveries[0].id}`);
  const panel = page.getByRole('complementary', { name: 'Delivery' });
  const attempts = panel.getByRole('list', { name: 'Attempts' }).getByRole('listitem');
  const failed = attempts.filter({ hasText: '503' });
  await panel.getByText('retrying', { exact: true }).waitFor();
  await attempts.filter({ hasText: /next try (in|now)/ }).waitFor();
  const before = await failed.count();

  await panel.getByRole('button', { name: 'Retry now' }).click();
  await expect.poll(() => failed.count(), PATIENCE).toBeGreaterThan(before);
  await panel.getByText('retrying', { exact: true }).waitFor();
  await panel.getByRole('button', { name: 'Cancel…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the delivery' }).click();
  await panel.getByText('cancelled', { exact: true }).waitFor();
  expect(await attempts.filter({ hasText: 'next try' }).count()).toBe(0);
  expect(await panel.getByRole('button', { name: 'Cancel…' }).count()).toBe(0);
  expect(watched.faults).toEqual([]);
});

/** Sign in by the link; Home has the checklist, with nothing done. */
async function signIn(): Promise<void> {
  await page.goto(server.signInLink);
  await page.getByRole('heading', { name: 'Your first postback' }).waitFor();
  await expect.poll(countSteps, PATIENCE).toBe('0 of 5');
}

/** Customer setup. */
async function addCustomer(): Promise<void> {
  await page.getByRole('link', { name: 'Add customer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add customer' });
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Lumen Prints');
  await dialog.getByRole('button', { name: 'Add customer' }).click();
  await page.getByRole('heading', { name: 'Lumen Prints', level: 1 }).waitFor();
}

/** A trigger: its name, the event, a URL. */
async function beginTrigger(): Promise<void> {
  await page.getByRole('link', { name: 'Add the first trigger' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Shipments to Lumen');
  await page.getByRole('button', { name: 'Choose events' }).click();
  await page.getByRole('combobox', { name: 'Choose events' }).fill('shipment.shipped');
  await page.getByRole('option', { name: /shipment\.shipped/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove shipment.shipped' }).waitFor();
  await page.getByRole('button', { name: 'Use the built-in inbox' }).click();
  await expect
    .poll(() => page.getByLabel('URL', { exact: true }).inputValue(), PATIENCE)
    .toBe(`${server.url}/inbox/lumen-prints`);
}

/** The template, made from the trigger: a sample is picked and its fields are shown. */
async function createTemplate(): Promise<void> {
  await page.getByRole('button', { name: 'Create a new template' }).click();
  await page.getByRole('button', { name: /^Sample: / }).click();
  await page.getByRole('combobox', { name: 'Samples' }).fill('shipment');
  await page
    .getByRole('option', { name: /shipment/i })
    .first()
    .click();
  await page.getByRole('treeitem', { name: /shipment_tracking_id/ }).waitFor();
}

/** The template is typed; completion offers the sample’s fields. */
async function typeTemplate(): Promise<void> {
  await page.getByRole('radio', { name: 'Code' }).click();
  const editor = page.getByRole('textbox', { name: /^Template source/ });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(TEMPLATE_HEAD);
  const offered = page.getByRole('listbox', { name: 'Suggest' }).getByRole('option');
  await offered.filter({ hasText: 'shipment_status_id' }).waitFor();
  await page.keyboard.type('track');
  await expect.poll(() => offered.allInnerTexts(), PATIENCE).toEqual([expect.stringContaining('shipment_tracking_id')]);
  await page.keyboard.press('Enter');
  await offered.first().waitFor({ state: 'hidden' });
  await page.keyboard.type(TEMPLATE_TAIL);
  await expect.poll(() => readCode('Result'), PATIENCE).toContain('"tracking": "607858298deed"');
}

/** A mistake gets a squiggle and a problem, and the last good output stays; mended, both go. */
async function makeAndMendMistake(): Promise<void> {
  const problems = page.getByRole('button', { name: /^Problems/ });
  const output = page.getByRole('region', { name: 'Output' });
  await page.keyboard.type(' +');
  await page.locator('.squiggly-error').first().waitFor();
  await problems.click();
  await page.getByRole('region', { name: 'Problems' }).getByRole('listitem').first().waitFor();
  await output.getByText(/● \d errors?/).waitFor();
  expect(await readCode('Result')).toContain('"tracking": "607858298deed"');

  await page.getByRole('textbox', { name: /^Template source/ }).focus();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.getByText('No problems on this sample.').waitFor();
  await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  await output.getByText('● ok').waitFor();
  await page.getByRole('button', { name: 'Close the drawer' }).click();
}

/** The wire shows the bytes that would be sent. */
async function readWire(): Promise<void> {
  await page.getByRole('tab', { name: 'Wire' }).click();
  const output = page.getByRole('region', { name: 'Output' });
  await output.getByRole('definition').filter({ hasText: 'application/json' }).waitFor();
  await output.getByRole('button', { name: 'Copy the body' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText()), PATIENCE).toBe(EXPECTED);
}

/** It is saved and published. */
async function saveAndPublish(): Promise<void> {
  await page.getByRole('button', { name: /^Save / }).click();
  await page.getByRole('button', { name: /^Saved/ }).waitFor();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish as r1' });
  await dialog.getByRole('textbox', { name: /^Note/ }).fill('First version');
  await dialog.getByRole('button', { name: 'Publish r1' }).click();
  await page.getByText('published r1', { exact: true }).waitFor();
}

/** Back at the trigger, a test shows the request and the response. */
async function testTrigger(): Promise<void> {
  await page.goBack();
  await page.getByText('Live events use revision 1.').waitFor();
  await page.getByRole('button', { name: 'Save and test' }).click();
  const result = page.getByRole('region', { name: 'Test result' });
  await result.getByText('succeeded').waitFor();
  const request = await result.getByRole('region', { name: 'Request' }).innerText();
  expect(request).toContain(`POST ${server.url}/inbox/lumen-prints`);
  expect(request).toContain('webhook-signature');
  expect(request).toContain('"tracking": "607858298deed"');
  expect(await result.getByRole('region', { name: 'Response' }).innerText()).toMatch(/^200/);
}

/** It is activated, and Home has all five steps done. */
async function activate(): Promise<void> {
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await page.getByRole('heading', { name: 'Your first trigger is live' }).waitFor();
  expect(await countSteps()).toBe('5 of 5');
}

/** The command that Home shows posts the event, run in a shell as it is. */
async function postEvent(): Promise<void> {
  const ingestUrl = await page.getByLabel('Ingest URL', { exact: true }).innerText();
  const command = await page.getByRole('region', { name: 'Command that posts a sample' }).innerText();
  expect(command).toContain(ingestUrl);
  const { stdout } = await run('sh', ['-c', command]);
  expect(JSON.parse(stdout)).toMatchObject({
    types: expect.arrayContaining(['shipment.shipped']),
    deliveries: [{ status: 'scheduled' }],
  });
}

/** The delivery and its attempt are on record. */
async function findDelivery(): Promise<void> {
  await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
  const rows = page.getByRole('table', { name: 'Deliveries' }).getByRole('row').filter({ hasText: 'Lumen' });
  // The newest is the event; the test is the other.
  await expect.poll(() => rows.count(), PATIENCE).toBe(2);
  await rows.first().getByRole('link').click();
  const panel = page.getByRole('complementary', { name: 'Delivery' });
  await panel.getByRole('heading', { name: /shipment\.shipped → Lumen Prints · Shipments to Lumen/ }).waitFor();
  await panel.getByText('succeeded', { exact: true }).waitFor();
  expect(await panel.getByRole('list', { name: 'Attempts' }).getByRole('listitem').count()).toBe(1);
  const request = await panel.getByRole('region', { name: 'Request' }).innerText();
  expect(request).toContain(`POST ${server.url}/inbox/lumen-prints`);
  expect(request).toMatch(/webhook-id: dlv_\w+/);
  expect(request).toContain('"shipped": "2021-04-15 11:13:45"');
}

/** The inbox has the exact bytes, of the test and of the event. */
async function readInbox(): Promise<void> {
  await page.getByRole('link', { name: 'Inbox', exact: true }).click();
  const messages = page.getByRole('button', { name: 'Message to lumen-prints, POST /inbox/lumen-prints' });
  await expect.poll(() => messages.count(), PATIENCE).toBe(2);
  for (const message of await messages.all()) {
    await message.click();
    const body = page.getByRole('complementary', { name: 'Message' }).getByRole('region', { name: 'Body' });
    await expect.poll(() => body.textContent(), PATIENCE).toBe(EXPECTED);
  }
}

function countSteps(): Promise<string> {
  return page.getByText(/^\d of 5$/).innerText();
}

/** The text that a code viewer shows. Monaco draws spaces as no-break spaces. */
async function readCode(label: string): Promise<string> {
  const lines = page.locator('.monaco-editor').filter({ has: page.getByRole('textbox', { name: label }) });
  return (await lines.locator('.view-lines').innerText()).replaceAll('\u00A0', ' ');
}
