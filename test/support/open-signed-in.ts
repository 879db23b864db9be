import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { TestServer } from './test-server.ts';
import { openWatchedPage } from './watched-page.ts';
import type { WatchedPage } from './watched-page.ts';

/** A page that is signed in as the admin, at `path`; 1440 × 900 unless said. */
export async function openSignedIn(
  browser: Browser,
  server: TestServer,
  path: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser, server.url, { viewport: { width: 1440, height: 900 }, ...options });
  const link = await server.send('POST', '/api/v1/sign-in-links');
  await watched.page.goto(link.body.url);
  await watched.page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  await watched.page.goto(path);
  return watched;
}

/** A page on which a viewer is signed in, by a key, as a proxy before the server would do it. */
export async function openAsViewer(browser: Browser, server: TestServer, path: string): Promise<WatchedPage> {
  const { body } = await server.send('POST', '/api/v1/keys', { body: { name: 'Auditor', role: 'viewer' } });
  const watched = await openWatchedPage(browser, server.url, {
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { authorization: `Bearer ${body.key}` },
  });
  await watched.page.goto(path);
  return watched;
}

/** What a context needs to be signed in as the admin, however often. */
export type Session = BrowserContextOptions['storageState'];

export async function signIn(browser: Browser, server: TestServer): Promise<Session> {
  const { page, close } = await openWatchedPage(browser, server.url);
  const link = await server.send('POST', '/api/v1/sign-in-links');
  await page.goto(link.body.url);
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  const session = await page.context().storageState();
  await close();
  return session;
}
