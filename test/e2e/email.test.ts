import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { setUpEmail, SHIPPED } from '../support/set-up-email.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

const PATIENCE = { timeout: 30_000 };

/** Each would run, load, leave or send something in a page that let it. */
const HOSTILE = [
  '<script>alert(1); parent.document.title = "owned"</script>',
  '"><img src=x onerror=alert(1)>',
  '<img src="https://evil.example/pixel.png">',
  '</textarea><script>alert(1)</script>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<style>@import url(https://evil.example/y.css); p{background:url(https://evil.example/z.png)}</style>',
  '<iframe src="https://evil.example/frame"></iframe>',
  '<form id="f" action="https://evil.example/post"><button id="go">Send</button></form>',
  '<a id="out" href="https://evil.example/out">Out</a><a id="top" target="_top" href="https://evil.example/top">Top</a>',
  '<p id="end">Right-to-left \u202Egnp.exe</p>',
].join('\n');

let server: TestServer;
let browser: Browser;
let page: Page;
let trouble: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});
beforeEach(async () => {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } });
  trouble = [];
  // What the policy refuses may be announced as a request, but only what is about to leave the browser gets as far as a route.
  await context.route(
    (url) => url.origin !== server.url && url.protocol.startsWith('http'),
    async (route) => {
      trouble.push(`request ${route.request().url()}`);
      await route.abort();
    },
  );
  context.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', (opened) => trouble.push(`window ${opened.url()}`));
  page = await context.newPage();
  trouble = [];
  const signIn = await server.send('POST', '/api/v1/sign-in-links', { body: {} });
  await page.goto(signIn.status < 300 ? signIn.body.url : server.signInLink);
});
afterEach(() => page.context().close());

test('a request that nothing refuses is seen', async () => {
  await page.goto('about:blank');
  await page.setContent('<img src="https://evil.example/control.png">');
  await vi.waitFor(() => expect(trouble).toEqual(['request https://evil.example/control.png']));
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('an email is set up, tested and read in the inbox, whatever its HTML tries', async () => {
  const { customerId, triggerId, templateId } = await setUpEmail(server, {
    source: HOSTILE,
    destination: { transport: 'inbox', to: ['jane@example.com'], subject: 'Order {{data.order.id}} <b>' },
  });
  const saved = await server.send('POST', '/api/v1/samples', {
    body: { name: 'Shipped', eventType: SHIPPED, body: JSON.stringify({ type: SHIPPED, data: { order: { id: 7 } } }) },
  });

  await page.goto(`/customers/${customerId}/triggers/${triggerId}`);
  await page.getByLabel('To, recipient 1').fill('a@x.test, b@x.test');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('has a ",": give exactly one address here').waitFor(PATIENCE);
  await page.getByLabel('To, recipient 1').fill('joe@example.com');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Trigger saved').waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Run test' }).click();
  await page.getByText('The built-in inbox has it').first().waitFor(PATIENCE);

  await page.goto('/inbox');
  await page
    .getByRole('button', { name: /^Message to email, EMAIL Order/ })
    .first()
    .click();
  await expectHarmless();

  await page.goto(`/templates/${templateId}?view=preview&sample=${saved.body.id}`);
  await page.getByText('Order 7 <b>').waitFor(PATIENCE);
  await expectHarmless();
  await page.getByRole('radio', { name: 'Mobile 375' }).click();
  expect(await page.locator('iframe[title="Preview"]').evaluate((frame) => getComputedStyle(frame).width)).toBe(
    '375px',
  );
  await page.getByRole('button', { name: 'As in dark mode' }).click();
  await expectHarmless();
  await page.getByRole('radio', { name: 'Plain text' }).click();
  const plain = page.locator('.monaco-editor', { has: page.getByRole('textbox', { name: 'Plain text' }) });
  // Monaco draws spaces as no-break spaces.
  await plain.getByText('Out\u00a0(https://evil.example/out)').waitFor(PATIENCE);
});

/** Draws the whole message, tries its links and its form, and finds nothing run, asked for, opened or left. */
async function expectHarmless(): Promise<void> {
  const at = page.url();
  const frame = page.frameLocator('iframe[title="Preview"]');
  await frame.locator('#end').waitFor(PATIENCE);
  for (const id of ['#out', '#top', '#go']) await frame.locator(id).dispatchEvent('click');
  await frame.locator('#end').waitFor(PATIENCE);
  expect(trouble).toEqual([]);
  expect(page.url()).toBe(at);
  expect(await page.title()).not.toContain('owned');
}
