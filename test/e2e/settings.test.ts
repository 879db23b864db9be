import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { PATIENCE, pressButton, startSettingsBench } from '../support/settings-bench.ts';
import type { SettingsBench } from '../support/settings-bench.ts';
import { startSmtpReceiver } from '../support/smtp-receiver.ts';
import type { SmtpReceiver } from '../support/smtp-receiver.ts';

const run = promisify(execFile);
const PASSWORD = 'correct horse';

let bench: SettingsBench;
let mail: SmtpReceiver;
beforeAll(async () => {
  [bench, mail] = await Promise.all([
    startSettingsBench(),
    startSmtpReceiver({
      auth: { user: 'post', password: PASSWORD },
      onRecipient: (address) => (address.startsWith('gone') ? { code: 550, message: '5.1.1 Nobody here' } : undefined),
    }),
  ]);
});
afterEach(() => bench.closePage());
afterAll(() => Promise.all([bench.stop(), mail.close()]));

test('a feed is added, posted to as its page says, limited, given another URL and deleted', async () => {
  const page = await bench.open('/');
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
  const customers = (await bench.server.send('GET', '/api/v1/customers')).body.items;
  expect(feed).toMatchObject({ customers: [customers[0].id], timeZone: 'America/New_York', enabled: true });

  await page.getByRole('button', { name: 'Replace the URL…' }).click();
  await page.getByRole('button', { name: 'Replace the URL', exact: true }).click();
  await expect.poll(async () => (await findFeed('web shop')).ingestUrl, PATIENCE).not.toBe(feed.ingestUrl);
  await page.getByText((await findFeed('web shop')).ingestUrl, { exact: true }).waitFor();
  expect((await bench.server.send('POST', new URL(feed.ingestUrl).pathname, { key: null, body: {} })).status).toBe(404);

  await page.getByRole('button', { name: 'Delete feed…' }).click();
  await page.getByRole('button', { name: 'Delete feed', exact: true }).click();
  await page.getByRole('heading', { name: 'Feeds', level: 2 }).waitFor();
  await page.getByRole('link', { name: 'web shop' }).waitFor({ state: 'detached' });
  expect(await findFeed('web shop')).toBeUndefined();
  expect(bench.listFaults([400])).toEqual([]);
});

test('a mail server is set and tried, what it says stands beside the button, and it is removed', async () => {
  const page = await bench.open('/settings/smtp');
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
  expect((await bench.server.send('GET', '/api/v1/settings')).body.smtp).toBeNull();
  expect(bench.listFaults([400])).toEqual([]);
});

test('networks are listed, put right where they are wrong, and in force at once, by keyboard alone', async () => {
  const page = await bench.open('/');
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('networks');
  await page.getByRole('option', { name: /Networks/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('No network of your own is allowed.').waitFor();
  await pressButton(page, 'Add network');
  await page.keyboard.type('my-host');
  await page.keyboard.press('Enter');
  await page.getByText('"my-host" is not a network').waitFor();
  await page.getByLabel('Network 1', { exact: true }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('169.254.0.0/16');
  await page.keyboard.press('Enter');
  await page.getByText(/let deliveries read cloud metadata/).waitFor();
  await takeScreenshot(page, 'settings-networks');
  expect((await bench.server.send('GET', '/api/v1/settings')).body.allowNetworks).toEqual(['169.254.0.0/16']);
  await pressButton(page, 'Remove network 1');
  await pressButton(page, 'Save');
  await page.getByText('No network of your own is allowed.').waitFor();
  await expect
    .poll(async () => (await bench.server.send('GET', '/api/v1/settings')).body.allowNetworks, PATIENCE)
    .toEqual([]);
  expect(bench.listFaults([400])).toEqual([]);
});

test('what somebody else changed meanwhile is told, not overwritten', async () => {
  const page = await bench.open('/settings/smtp');
  await page.getByLabel('Sender of test mails').fill('mine@acme.example');
  await bench.server.send('PATCH', '/api/v1/settings', { body: { mailFrom: 'theirs@acme.example' } });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/Changed by somebody else/).waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => page.getByLabel('Sender of test mails').inputValue(), PATIENCE).toBe('theirs@acme.example');
  await bench.server.send('PATCH', '/api/v1/settings', { body: { mailFrom: null } });
  expect(bench.listFaults([412])).toEqual([]);
});

describe('what the environment sets', () => {
  afterAll(async () => {
    await bench.server.restart();
    await bench.signInAgain();
  });

  test('is shown with its variable, and cannot be changed', async () => {
    await bench.server.restart({
      smtp: { host: 'mail.acme.example', port: 465, secure: true, auth: { user: 'post', password: PASSWORD } },
      allowNetworks: parseAllowNetworks('10.0.0.0/8'),
    });
    await bench.signInAgain();
    const page = await bench.open('/settings/smtp');
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
    expect(bench.listFaults()).toEqual([]);
  });
});

test('a viewer reads the settings and is offered nothing to change', async () => {
  const key = (await bench.server.send('POST', '/api/v1/keys', { body: { name: 'Visitor', role: 'viewer' } })).body.key;
  const page = await bench.open('/settings/smtp', {
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
  expect(await page.getByText(bench.server.dataDir).count()).toBe(0);
  expect(bench.listFaults()).toEqual([]);
});

describe.each([1440, 1024, 390])('at %d px', (width) => {
  test('every section fits, and axe finds nothing serious in either theme', async () => {
    const page = await bench.open('/settings', { viewport: { width, height: 900 } });
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
      ['/settings/about', page.getByText(bench.server.dataDir)],
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
    expect(bench.listFaults()).toEqual([]);
  });
});

async function findFeed(name: string) {
  const feeds: { name: string; ingestUrl: string }[] = (await bench.server.send('GET', '/api/v1/feeds')).body.items;
  return feeds.find((feed) => feed.name === name)!;
}
