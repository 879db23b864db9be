import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Response } from 'playwright-core';

/** The editor comes when a template is opened, and has a size of its own. */
const MONACO = /\/(monaco|editor\.worker|editorWebWorker|codicon)[^/]*$/;
/** Longer than the page waits for the browser to be idle, before it fetches the code of its other pages. */
const QUIET_MS = 3_000;

/**
 * Loads Home with nothing kept from before, twice, and adds up all that is fetched but the editor: once what Home itself needs, in a browser
 * that is never idle, and once everything, which includes the code of the other pages.
 */
export async function measureFirstLoad(browser: Browser, options: BrowserContextOptions) {
  const needed = await loadHome(browser, options, { isEverIdle: false });
  const all = await loadHome(browser, options, { isEverIdle: true });
  const kinds = Map.groupBy(needed, ({ kind }) => kind);
  return {
    firstLoadGzipKb: sumKilobytes(needed, 'gzip'),
    firstLoadGzipKbByKind: Object.fromEntries([...kinds].map(([kind, some]) => [kind, sumKilobytes(some, 'gzip')])),
    firstLoadPlainKb: sumKilobytes(needed, 'plain'),
    firstLoadRequests: needed.length,
    withPrefetchGzipKb: sumKilobytes(all, 'gzip'),
    withPrefetchRequests: all.length,
  };
}

interface Fetched {
  /** As the browser tells requests apart: script, font, fetch. */
  kind: string;
  plain: number;
  gzip: number;
}

async function loadHome(
  browser: Browser,
  options: BrowserContextOptions,
  { isEverIdle }: { isEverIdle: boolean },
): Promise<Fetched[]> {
  const context = await browser.newContext(options);
  if (!isEverIdle) await context.addInitScript(() => (globalThis.requestIdleCallback = () => 0));
  // By path: what the page asks for again, to stay up to date, is no part of its first load.
  const first = new Map<string, Response>();
  let lastAt = performance.now();
  context.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (first.has(pathname)) return;
    first.set(pathname, response);
    lastAt = performance.now();
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('main .animate-pulse') === null);
  await page.evaluate(async () => void (await document.fonts.ready));
  while (performance.now() - lastAt < QUIET_MS) await page.waitForTimeout(QUIET_MS / 10);
  const weigh = async (response: Response): Promise<Fetched> => {
    // Asked for again: the browser does not keep the bodies of all that it preloads.
    const body = await (await context.request.get(response.url())).body();
    return { kind: response.request().resourceType(), plain: body.length, gzip: gzipSync(body).length };
  };
  const fetched = await Promise.all([...first.values()].filter(counts).map(weigh));
  await context.close();
  return fetched;
}

function counts(response: Response): boolean {
  // The live stream has no end, so it has no body to weigh.
  const isStream = response.headers()['content-type']?.startsWith('text/event-stream') ?? false;
  return !isStream && !MONACO.test(response.url());
}

function sumKilobytes(fetched: readonly Fetched[], size: 'gzip' | 'plain'): number {
  return Math.round(fetched.reduce((sum, each) => sum + each[size], 0) / 100) / 10;
}
