import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startSmtpReceiver } from '../support/smtp-receiver.ts';
import type { SmtpReceiver } from '../support/smtp-receiver.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const run = promisify(execFile);
const PATIENCE = { timeout: 10_000, interval: 50 };
const PASSWORD = 'correct horse';
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0';

let browser: Browser;
let server: TestServer;
let mail: SmtpReceiver;
let session: BrowserContextOptions['storageState'];
let watched: WatchedPage | undefined;

beforeAll(async () => {
  [server, browser, mail] = await Promise.all([
    startTestServer({ demo: true }),
    launchBrowser(),
    startSmtpReceiver({
      auth: { user: 'post', password: PASSWORD },
      onRecipient: (address) => (address.startsWith('gone') ? { code: 550, message: '5.1.1 Nobody here' } : undefined),
    }),
  ]);
  session = await signIn(server);
});
afterEach(async () => {
  await watched?.close();
  watched = undefined;
});
afterAll(async () => {
  await browser.close();
  await Promise.all([server.close(), mail.close()]);
});

async function signIn(on: TestServer): Promise<BrowserContextOptions['storageState']> {
  const { page, close } = await openWatchedPage(browser, on.url);
  const link = await on.send('POST', '/api/v1/sign-in-links');
  await page.goto(link.body.url);
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  const state = await page.context().storageState();
  await close();
  return state;
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  watched = await openWatchedPage(browser, server.url, {
    viewport: { width: 1440, height: 900 },
    storageState: session,
    ...options,
  });
  await watched.page.goto(path);
  return watched.page;
}

/** What the page logged beside the refusals that a test provokes: the browser reports each answer of 4xx. */
function listFaults(refusals: readonly number[] = []): string[] {
  return (watched?.faults ?? []).filter((fault) => !refusals.some((status) => fault.includes(`status of ${status}`)));
}

test('a feed is added, posted to as its page says, limited, given another URL and deleted', async () => {
  const page = await open('/');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add feed' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('shop');
  await page.getByRole('dialog').getByRole('button', { name: 'Add feed' }).click();
  await page.getByRole('heading', { name: 'shop', level: 2 }).waitFor();

  const postShown = async (envelope: string): Promise<string> => {
    await page.getByRole('tab', { name: envelope }).click();
    const command = await page.getByRole('region', { name: `Command in the ${envelope} envelope` }).innerText();
    const { stdout } = await run('bash', ['-c', `${command} -s -o /dev/null -w '%{http_code}'`]);
    return stdout;
  };
  expect(await postShown('Postmap')).toBe('202');
  // Three events, for all that their ids are alike: each envelope has a source of its own.
  expect(await postShown('Sublytics')).toBe('202');
  expect(await postShown('CloudEvents')).toBe('202');
  expect(await postShown('Postmap')).toBe('200');

  await page.getByLabel('Name', { exact: true }).fill('web shop');
  await page.getByRole('combobox', { name: 'Reaches' }).click();
  await page.getByRole('option', { name: 'Only these customers' }).click();
  await page.getByRole('button', { name: 'Choose customers' }).click();
  await page.getByRole('option', { name: /Demo customer/ }).click();
  await page.keyboard.press('Escape');
  await page.getByLabel('Time zone').fill('Mars/Olympus');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Use an IANA time zone').waitFor();
  await page.getByLabel('Time zone').fill('America/New_York');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'web shop', level: 2 }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Save');
  await takeScreenshot(page, 'settings-feed');
  const feed = await findFeed('web shop');
  const customers = (await server.send('GET', '/api/v1/customers')).body.items;
  expect(feed).toMatchObject({ customers: [customers[0].id], timeZone: 'America/New_York', enabled: true });

  await page.getByRole('button', { name: 'Replace the URL…' }).click();
  await page.getByRole('button', { name: 'Replace the URL', exact: true }).click();
  await expect.poll(async () => (await findFeed('web shop')).ingestUrl, PATIENCE).not.toBe(feed.ingestUrl);
  await page.getByText((await findFeed('web shop')).ingestUrl, { exact: true }).waitFor();
  expect((await server.send('POST', new URL(feed.ingestUrl).pathname, { key: null, body: {} })).status).toBe(404);

  await page.getByRole('button', { name: 'Delete feed…' }).click();
  await page.getByRole('button', { name: 'Delete feed', exact: true }).click();
  await page.getByRole('heading', { name: 'Feeds', level: 2 }).waitFor();
  await page.getByRole('link', { name: 'web shop' }).waitFor({ state: 'detached' });
  expect(await findFeed('web shop')).toBeUndefined();
  expect(listFaults([400])).toEqual([]);
});

test('a key is made, shown once, used and revoked, by keyboard alone', async () => {
  const page = await open('/settings/keys');
  await press(page, 'Add key');
  await page.keyboard.type('Nightly job');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // The list takes the focus a moment after it is there; a key before that is lost.
  await page.locator('[role="option"]:focus').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('[role="option"]:focus', { hasText: 'viewer' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Sees all but secrets').waitFor();
  await page.getByLabel('Name').focus();
  await page.keyboard.press('Enter');
  const key = await page.getByRole('dialog').getByLabel('Key', { exact: true }).innerText();
  expect((await server.send('GET', '/api/v1/session', { key })).body).toMatchObject({
    role: 'viewer',
    name: 'Nightly job',
  });
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  await page.getByRole('dialog').getByLabel('Key', { exact: true }).waitFor();
  await press(page, 'I have copied it');
  await page.getByRole('cell', { name: 'Nightly job', exact: true }).waitFor();
  expect(await page.content()).not.toContain(key);
  await takeScreenshot(page, 'settings-keys');
  await press(page, 'Revoke Nightly job…');
  await press(page, 'Revoke key');
  // Behind the dialog nothing has a role.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: 'Nightly job', exact: true }).waitFor({ state: 'detached' });
  expect((await server.send('GET', '/api/v1/session', { key })).status).toBe(401);
  expect(listFaults()).toEqual([]);
});

test('a sign-in link for a viewer is made by keyboard, opens once, and its page offers nothing that is refused', async () => {
  const page = await open('/settings/keys');
  await press(page, 'Sign-in link…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Role' }).waitFor();
  expect(await dialog.getByRole('combobox', { name: 'Role' }).innerText()).toBe('viewer');
  await press(page, 'Make link');
  const url = await dialog.getByLabel('Sign-in link', { exact: true }).innerText();
  await takeScreenshot(page, 'settings-sign-in-link');
  await expectAccessible(page, 'settings-sign-in-link');
  await press(page, 'I have copied it');
  await dialog.waitFor({ state: 'detached' });
  expect(listFaults()).toEqual([]);

  const viewer = await openWatchedPage(browser, server.url, { viewport: { width: 1440, height: 900 } });
  try {
    await viewer.page.goto(url);
    await viewer.page.getByRole('heading', { name: 'Home' }).waitFor();
    await viewer.page.getByRole('heading', { name: 'Recent deliveries' }).waitFor();
    await takeScreenshot(viewer.page, 'home-viewer');
    expect(await viewer.page.getByRole('link', { name: 'Add customer' }).count()).toBe(0);
    expect(await viewer.page.getByRole('button', { name: 'Copy the ingest URL' }).count()).toBe(0);
    for (const [path, heading] of [
      ['/customers', 'Customers'],
      ['/templates', 'Templates'],
      ['/events', 'Events'],
      ['/deliveries', 'Deliveries'],
    ] as const) {
      await viewer.page.goto(path);
      await viewer.page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await viewer.page
        .getByRole('cell')
        .or(viewer.page.getByRole('heading', { name: /^No / }))
        .first()
        .waitFor();
      const offered = viewer.page
        .getByRole('main')
        .getByRole('button', { name: /^(?:Add|New|Delete|Run|Retry|Duplicate)/ });
      expect({ path, offered: await offered.and(viewer.page.locator(':enabled')).allInnerTexts() }).toEqual({
        path,
        offered: [],
      });
    }
    await viewer.page.goto('/settings/keys');
    await viewer.page.getByText('Keys are for admins').waitFor();
    expect(viewer.faults).toEqual([]);
  } finally {
    await viewer.close();
  }
});

test('a key shows when it was last used, with UTC on hover', async () => {
  const { body } = await server.send('POST', '/api/v1/keys', { body: { name: 'Scraper', role: 'viewer' } });
  await server.send('POST', '/api/v1/keys', { body: { name: 'Idle', role: 'viewer' } });
  await server.send('GET', '/api/v1/session', { key: body.key });
  const page = await open('/settings/keys');
  const used = page
    .getByRole('row', { name: /Scraper/ })
    .getByRole('time')
    .nth(1);
  expect(await used.getAttribute('title')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  await page.getByRole('row', { name: /Idle/ }).getByText('Never').waitFor();
  await takeScreenshot(page, 'settings-keys-used');
  expect(listFaults()).toEqual([]);
});

test('who is signed in is seen; one is revoked by mouse, the others by keyboard, and both are in the audit', async () => {
  const openAs = async (role: string): Promise<WatchedPage> => {
    const other = await openWatchedPage(browser, server.url, { userAgent: FIREFOX });
    const link = await server.send('POST', '/api/v1/sign-in-links', { body: { role } });
    await other.page.goto(link.body.url);
    await other.page.getByRole('heading', { name: 'Home' }).waitFor();
    return other;
  };
  await server.send('DELETE', '/api/v1/sessions');
  session = await signIn(server);
  const page = await open('/settings/sessions');
  await page.getByText('This session').waitFor();
  const [editor, viewer] = [await openAs('editor'), await openAs('viewer')];
  try {
    // They appear without a reload.
    const row = page.getByRole('row', { name: /Firefox on Windows.*editor/ });
    await row.waitFor();
    await page.getByRole('row', { name: /viewer/ }).waitFor();
    await takeScreenshot(page, 'settings-sessions');
    await expectAccessible(page, 'settings-sessions');
    await row.getByRole('button', { name: /^Revoke the session/ }).click();
    await page.getByRole('button', { name: 'Revoke session', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    await editor.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await viewer.page.getByRole('heading', { name: 'Home' }).count()).toBe(1);

    await press(page, 'Revoke all others…');
    await page.getByRole('dialog').waitFor();
    await takeScreenshot(page, 'settings-sessions-revoke');
    await page.getByRole('button', { name: /^Revoke sessions?$/ }).focus();
    await page.keyboard.press('Enter');
    await viewer.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('row').count(), PATIENCE).toBe(2);
    await page.getByText('This session').waitFor();
  } finally {
    await editor.close();
    await viewer.close();
  }
  await page.getByRole('link', { name: 'Audit' }).focus();
  await page.keyboard.press('Enter');
  for (const entry of [
    /admin.*Revoked all other sessions/,
    /admin.*Revoked a session.*editor from 127\.0\.0\.1/,
    /viewer.*Signed in.*from 127\.0\.0\.1/,
  ])
    await page.getByRole('row', { name: entry }).first().waitFor();
  await takeScreenshot(page, 'settings-audit');
  await expectAccessible(page, 'settings-audit');
  expect(listFaults()).toEqual([]);
});

test('what was seen of an event is in the audit, as a link to it', async () => {
  const accepted = await server.send('POST', '/api/v1/events', { body: { type: 'order.updated', data: {} } });
  await server.send('GET', `/api/v1/events/${accepted.body.eventId}/payload`);
  const page = await open('/settings/audit');
  await page.getByRole('link', { name: accepted.body.eventId }).click();
  await expect.poll(() => new URL(page.url()).pathname, PATIENCE).toBe(`/events/${accepted.body.eventId}`);
  expect(listFaults()).toEqual([]);
});

test('a mail server is set and tried, what it says stands beside the button, and it is removed', async () => {
  const page = await open('/settings/smtp');
  await page.getByText('Set a mail server first.').waitFor();
  await page.getByLabel('Host').fill('smtp://127.0.0.1');
  await page.getByLabel('Port').fill(String(mail.port));
  await page.getByRole('combobox', { name: 'Security' }).click();
  await page.getByRole('option', { name: /STARTTLS if offered/ }).click();
  await page.getByLabel('User name').fill('post');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('without smtp:// and port').waitFor();
  await page.getByLabel('Host').fill('127.0.0.1');
  await page.getByRole('button', { name: 'Save' }).click();

  const sendTo = async (address: string): Promise<void> => {
    await page.getByLabel('Test mail to').fill(address);
    await page.getByRole('button', { name: 'Send a test mail' }).click();
  };
  await sendTo('jane@example.com');
  await page.getByText(/does not accept the user name and password/).waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByText('Save first: what is saved is tested.').waitFor();
  await page.getByLabel('Sender of test mails').fill('Acme <post@acme.example>');
  await page.getByRole('button', { name: 'Save' }).click();
  await sendTo('gone@example.com');
  await page.getByText('The mail server refused it for good: 550 5.1.1 Nobody here.').waitFor();
  await sendTo('jane@example.com');
  await page.getByText(/^Sent\./).waitFor();
  await takeScreenshot(page, 'settings-smtp');
  expect(mail.mails.map(({ from, recipients }) => [from, recipients])).toEqual([
    ['post@acme.example', ['jane@example.com']],
  ]);
  expect(await page.content()).not.toContain(PASSWORD);

  await page.getByRole('button', { name: 'Remove mail server…' }).click();
  await page.getByText('No active trigger sends by it.').waitFor();
  await page.getByRole('button', { name: 'Remove mail server', exact: true }).click();
  await page.getByText('Set a mail server first.').waitFor();
  expect((await server.send('GET', '/api/v1/settings')).body.smtp).toBeNull();
  expect(listFaults([400])).toEqual([]);
});

test('networks are listed, put right where they are wrong, and in force at once, by keyboard alone', async () => {
  const page = await open('/');
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('networks');
  await page.getByRole('option', { name: /Networks/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('No network of your own is allowed.').waitFor();
  await press(page, 'Add network');
  await page.keyboard.type('my-host');
  await page.keyboard.press('Enter');
  await page.getByText('"my-host" is not a network').waitFor();
  await page.getByLabel('Network 1', { exact: true }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('169.254.0.0/16');
  await page.keyboard.press('Enter');
  await page.getByText(/let deliveries read cloud metadata/).waitFor();
  await takeScreenshot(page, 'settings-networks');
  expect((await server.send('GET', '/api/v1/settings')).body.allowNetworks).toEqual(['169.254.0.0/16']);
  await press(page, 'Remove network 1');
  await press(page, 'Save');
  await page.getByText('No network of your own is allowed.').waitFor();
  await expect
    .poll(async () => (await server.send('GET', '/api/v1/settings')).body.allowNetworks, PATIENCE)
    .toEqual([]);
  expect(listFaults([400])).toEqual([]);
});

test('what somebody else changed meanwhile is told, not overwritten', async () => {
  const page = await open('/settings/smtp');
  await page.getByLabel('Sender of test mails').fill('mine@acme.example');
  await server.send('PATCH', '/api/v1/settings', { body: { mailFrom: 'theirs@acme.example' } });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/Changed by somebody else/).waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => page.getByLabel('Sender of test mails').inputValue(), PATIENCE).toBe('theirs@acme.example');
  await server.send('PATCH', '/api/v1/settings', { body: { mailFrom: null } });
  expect(listFaults([412])).toEqual([]);
});

describe('what the environment sets', () => {
  afterAll(async () => {
    await server.restart();
    session = await signIn(server);
  });

  test('is shown with its variable, and cannot be changed', async () => {
    await server.restart({
      smtp: { host: 'mail.acme.example', port: 465, secure: true, auth: { user: 'post', password: PASSWORD } },
      allowNetworks: parseAllowNetworks('10.0.0.0/8'),
    });
    session = await signIn(server);
    const page = await open('/settings/smtp');
    await page.getByText('POSTMAP_SMTP_URL').waitFor();
    expect(await page.getByLabel('Host').inputValue()).toBe('mail.acme.example');
    expect(await page.getByLabel('Host').isDisabled()).toBe(true);
    expect(await page.getByLabel('Sender of test mails').isDisabled()).toBe(false);
    expect(await page.getByRole('button', { name: 'Remove mail server…' }).count()).toBe(0);
    expect(await page.content()).not.toContain(PASSWORD);
    await page.getByRole('link', { name: 'Networks' }).click();
    await page.getByText('POSTMAP_ALLOW_NETWORKS').waitFor();
    await page.getByRole('listitem').filter({ hasText: '10.0.0.0/8' }).waitFor();
    expect(await page.getByRole('button', { name: 'Add network' }).count()).toBe(0);
    expect(listFaults()).toEqual([]);
  });
});

test('a viewer reads the settings and is offered nothing to change', async () => {
  const key = (await server.send('POST', '/api/v1/keys', { body: { name: 'Visitor', role: 'viewer' } })).body.key;
  const page = await open('/settings/smtp', {
    storageState: undefined,
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  await page.getByText('an admin can change this').waitFor();
  expect(await page.getByLabel('Host').isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: /Save|Send a test mail/ }).count()).toBe(0);
  await page.getByRole('link', { name: 'Keys' }).click();
  await page.getByRole('heading', { name: 'Keys are for admins' }).waitFor();
  await page.getByRole('link', { name: 'Feeds' }).click();
  await page.getByRole('link', { name: 'default' }).click();
  await page.getByText('••••••••').waitFor();
  expect(await page.getByRole('button', { name: /Save|Delete|Replace|Add|Copy/ }).count()).toBe(0);
  await page.getByRole('link', { name: 'About' }).click();
  await page.getByText('SQLite').waitFor();
  expect(await page.getByText(server.dataDir).count()).toBe(0);
  expect(listFaults()).toEqual([]);
});

describe.each([1440, 1024, 390])('at %d px', (width) => {
  test('every section fits, and axe finds nothing serious in either theme', async () => {
    const page = await open('/settings', { viewport: { width, height: 900 } });
    const views = [
      ['/settings/feeds', page.getByRole('link', { name: 'default' })],
      ['/settings/feeds?add=yes', page.getByRole('dialog')],
      ['/settings/feeds?feed=feed_default', page.getByRole('heading', { name: 'Ingest URL' })],
      ['/settings/feeds?feed=none', page.getByText('There is no such feed')],
      ['/settings/keys', page.getByRole('heading', { name: 'Keys', level: 2 })],
      ['/settings/keys?add=yes', page.getByRole('dialog')],
      ['/settings/smtp', page.getByLabel('Host')],
      ['/settings/networks', page.getByRole('heading', { name: 'Let through now' })],
      ['/settings/catalog', page.getByRole('heading', { name: 'Catalog', level: 2 })],
      ['/settings/about', page.getByText(server.dataDir)],
    ] as const;
    for (const [path, ready] of views) {
      await page.goto(path);
      await ready.waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${path} is wider than the window`).toBeLessThanOrEqual(0);
      await takeScreenshot(page, `settings${path.slice(9).replaceAll(/\W+/g, '-')}-${width}`);
      // Sizes share their colours and names: one is enough.
      if (width === 1440) await expectAccessible(page, path);
    }
    expect(listFaults()).toEqual([]);
  });
});

/** Presses a button as the keyboard does, wherever the focus is. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
}

async function findFeed(name: string) {
  const feeds: { name: string; ingestUrl: string }[] = (await server.send('GET', '/api/v1/feeds')).body.items;
  return feeds.find((feed) => feed.name === name)!;
}
