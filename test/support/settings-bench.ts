import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { signIn } from './open-signed-in.ts';
import { startTestServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';
import { openWatchedPage } from './watched-page.ts';
import type { WatchedPage } from './watched-page.ts';

export const PATIENCE = { timeout: 10_000, interval: 50 };

export interface SettingsBench {
  server: TestServer;
  browser: Browser;
  /** Opens the one page of a test, signed in as the admin. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** What the page logged beside the refusals that a test provokes: the browser reports each answer of 4xx. */
  listFaults(refusals?: readonly number[]): string[];
  /** For after the sessions ended, or the server was restarted. */
  signInAgain(): Promise<void>;
  closePage(): Promise<void>;
  stop(): Promise<void>;
}

/** A server with the demo and a browser in which the admin is signed in. */
export async function startSettingsBench(): Promise<SettingsBench> {
  const [server, browser] = await Promise.all([startTestServer({ demo: true }), launchBrowser()]);
  let session = await signIn(browser, server);
  let watched: WatchedPage | undefined;
  return {
    server,
    browser,
    async open(path, options = {}) {
      watched = await openWatchedPage(browser, server.url, {
        viewport: { width: 1440, height: 900 },
        storageState: session,
        ...options,
      });
      await watched.page.goto(path);
      return watched.page;
    },
    listFaults: (refusals = []) =>
      (watched?.faults ?? []).filter((fault) => !refusals.some((status) => fault.includes(`status of ${status}`))),
    async signInAgain() {
      session = await signIn(browser, server);
    },
    async closePage() {
      await watched?.close();
      watched = undefined;
    },
    async stop() {
      await browser.close();
      await server.close();
    },
  };
}

/** Presses a button as the keyboard does, wherever the focus is. */
export async function pressButton(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
}
