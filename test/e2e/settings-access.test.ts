import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/check-accessibility.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { PATIENCE, pressButton, startSettingsBench } from '../support/settings-bench.ts';
import type { SettingsBench } from '../support/settings-bench.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0';

let bench: SettingsBench;
beforeAll(async () => {
  bench = await startSettingsBench();
});
afterEach(() => bench.closePage());
afterAll(() => bench.stop());

test('a key is made, shown once, used and revoked, by keyboard alone', async () => {
  const page = await bench.open('/settings/keys');
  await pressButton(page, 'Add key');
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
  expect((await bench.server.send('GET', '/api/v1/session', { key })).body).toMatchObject({
    role: 'viewer',
    name: 'Nightly job',
  });
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  await page.getByRole('dialog').getByLabel('Key', { exact: true }).waitFor();
  await pressButton(page, 'I have copied it');
  await page.getByRole('cell', { name: 'Nightly job', exact: true }).waitFor();
  expect(await page.content()).not.toContain(key);
  await takeScreenshot(page, 'settings-keys');
  await pressButton(page, 'Revoke Nightly job…');
  await pressButton(page, 'Revoke key');
  // Behind the dialog nothing has a role.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: 'Nightly job', exact: true }).waitFor({ state: 'detached' });
  expect((await bench.server.send('GET', '/api/v1/session', { key })).status).toBe(401);
  expect(bench.listFaults()).toEqual([]);
});

test('a sign-in link for a viewer is made by keyboard, opens once, and its page offers nothing that is refused', async () => {
  const page = await bench.open('/settings/keys');
  await pressButton(page, 'Sign-in link…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Role' }).waitFor();
  expect(await dialog.getByRole('combobox', { name: 'Role' }).innerText()).toBe('viewer');
  await pressButton(page, 'Make link');
  const url = await dialog.getByLabel('Sign-in link', { exact: true }).innerText();
  await takeScreenshot(page, 'settings-sign-in-link');
  await expectAccessible(page, 'settings-sign-in-link');
  await pressButton(page, 'I have copied it');
  await dialog.waitFor({ state: 'detached' });
  expect(bench.listFaults()).toEqual([]);

  const viewer = await openWatchedPage(bench.browser, bench.server.url, { viewport: { width: 1440, height: 900 } });
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
  const { body } = await bench.server.send('POST', '/api/v1/keys', { body: { name: 'Scraper', role: 'viewer' } });
  await bench.server.send('POST', '/api/v1/keys', { body: { name: 'Idle', role: 'viewer' } });
  await bench.server.send('GET', '/api/v1/session', { key: body.key });
  const page = await bench.open('/settings/keys');
  const used = page
    .getByRole('row', { name: /Scraper/ })
    .getByRole('time')
    .nth(1);
  expect(await used.getAttribute('title')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  await page.getByRole('row', { name: /Idle/ }).getByText('Never').waitFor();
  await takeScreenshot(page, 'settings-keys-used');
  expect(bench.listFaults()).toEqual([]);
});

test('who is signed in is seen; one is revoked by mouse, the others by keyboard, and both are in the audit', async () => {
  const openAs = async (role: string): Promise<WatchedPage> => {
    const other = await openWatchedPage(bench.browser, bench.server.url, { userAgent: FIREFOX });
    const link = await bench.server.send('POST', '/api/v1/sign-in-links', { body: { role } });
    await other.page.goto(link.body.url);
    await other.page.getByRole('heading', { name: 'Home' }).waitFor();
    return other;
  };
  await bench.server.send('DELETE', '/api/v1/sessions');
  await bench.signInAgain();
  const page = await bench.open('/settings/sessions');
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

    await pressButton(page, 'Revoke all others…');
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
  expect(bench.listFaults()).toEqual([]);
});

test('what was seen of an event is in the audit, as a link to it', async () => {
  const accepted = await bench.server.send('POST', '/api/v1/events', { body: { type: 'order.updated', data: {} } });
  await bench.server.send('GET', `/api/v1/events/${accepted.body.eventId}/payload`);
  const page = await bench.open('/settings/audit');
  await page.getByRole('link', { name: accepted.body.eventId }).click();
  await expect.poll(() => new URL(page.url()).pathname, PATIENCE).toBe(`/events/${accepted.body.eventId}`);
  expect(bench.listFaults()).toEqual([]);
});
