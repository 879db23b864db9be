import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { quantile } from '../quantile.ts';

/** The pages of the sidebar: those in its list, and those below it, but the API reference, which has a sidebar of its own. */
const LINKS = 'nav[aria-label=Main] a, div:has(> nav[aria-label=Main]) > div a:not([href="/docs"])';

/** Nobody is quicker with the first click, or with the next one: a page is looked at before it is left. */
const READ_FIRST_MS = 1_500;
const LOOK_MS = 250;

/**
 * Goes by the sidebar from every page to every other and back, beginning at a page that was just loaded and read. A click's time ends when the
 * other page's heading is painted and no place is held for what is still fetched.
 */
export async function measurePageChanges(browser: Browser, options: BrowserContextOptions) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  const names = await page.locator(LINKS).evaluateAll((links) => links.map((link) => link.textContent.trim()));
  const changes: { way: string; ms: number }[] = [];
  let from = 'Home';
  await page.waitForTimeout(READ_FIRST_MS);
  for (const to of listVisits(names)) {
    await page.waitForTimeout(LOOK_MS);
    changes.push({ way: `${from} → ${to}`, ms: await changePage(page, to) });
    from = to;
  }
  await context.close();
  const sorted = changes.toSorted((one, other) => one.ms - other.ms);
  const times = sorted.map(({ ms }) => ms);
  const slowest = sorted.at(-1);
  return {
    pageChangeMs: { median: quantile(times, 0.5), p95: quantile(times, 0.95) },
    pageChangeSlowest: slowest === undefined ? 'none' : `${slowest.way}, ${Math.round(slowest.ms)} ms`,
    pageChanges: times.length,
  };
}

/** From the first page on: there and back to each that follows, then on to the next, until every ordered pair was gone. */
function listVisits(names: readonly string[]): string[] {
  return names.flatMap((name, index) => {
    const others = names.slice(index + 1).flatMap((other) => [other, name]);
    return index === 0 ? others : [name, ...others];
  });
}

async function changePage(page: Page, name: string): Promise<number> {
  const change = await page.evaluateHandle((title) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const begin = ({ timeStamp }: Event): void => {
      const look = (): void => {
        const isShown =
          document.querySelector('main h1')?.textContent.trim() === title &&
          document.querySelector('main .animate-pulse') === null;
        if (!isShown) return void requestAnimationFrame(look);
        // What a frame callback sees is painted right after it; a message comes after that.
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now() - timeStamp));
        port1.start();
        port2.postMessage(undefined);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener('click', begin, { once: true, capture: true });
    return { promise };
  }, name);
  await page
    .locator(LINKS)
    .filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) })
    .click();
  const ms = await change.evaluate(({ promise }) => promise);
  await change.dispose();
  return ms;
}
