import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page of the server, and all that went wrong on it since it was opened. */
export interface WatchedPage {
  page: Page;
  /** Console errors and warnings, violations of the content security policy, uncaught errors, requests to other origins; in words. */
  faults: string[];
  close: () => Promise<void>;
}

/** The server answers 401 to whoever is not signed in, and the browser itself logs that; the page has no say in it. */
const SIGNED_OUT = /^Failed to load resource: the server responded with a status of 401/;

/** @param origin of the server, without a path */
export async function openWatchedPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const faults: string[] = [];
  const context = await browser.newContext({ baseURL: origin, ...options });
  context.setDefaultTimeout(30_000);
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && asked !== origin)
      faults.push(`asked another origin: ${request.url()}`);
  });
  context.on('console', (message) => {
    const kind = message.type();
    if (kind !== 'error' && kind !== 'warning') return;
    if (SIGNED_OUT.test(message.text()) && message.location().url === `${origin}/api/v1/session`) return;
    faults.push(`${kind} in the console at ${message.location().url}: ${message.text()}`);
  });
  context.on('weberror', (error) => faults.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      // The console is the one way out of the page that is watched already.
      // oxlint-disable-next-line no-console
      console.error(`content security policy: ${violatedDirective} refused ${blockedURI}`);
    });
  });
  return { page: await context.newPage(), faults, close: () => context.close() };
}
