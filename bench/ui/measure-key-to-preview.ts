import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { quantile } from '../quantile.ts';
import type { MapperPaths } from './create-mappers.ts';

const TYPED = 'abcdefghijklmnopqrstuvwxyzabcdefghijklmn';
const WARM_UP = 10;
/** Between two keys, after the output of the first has been seen: as somebody types who looks. */
const PAUSE_MS = 150;

/** Types into a text of the template, and waits until the result that has the key in it is painted: milliseconds from the key's own time. */
export async function measureKeyToPreview(browser: Browser, options: BrowserContextOptions, paths: MapperPaths) {
  return {
    keyToPreviewMs: await measureOne(browser, options, paths.order),
    keyToPreviewOfLargePayloadMs: await measureOne(browser, options, paths.large),
  };
}

async function measureOne(browser: Browser, options: BrowserContextOptions, path: string) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(path);
  await waitForResult(page, '"typed": ""');
  const template = page.getByRole('region', { name: 'Template' });
  await template.locator('.monaco-editor .view-line').first().click();
  for (const key of ['Control+Home', 'ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
  const times: number[] = [];
  for (const [index, letter] of TYPED.split('').entries()) {
    times.push(await typeKey(page, letter, `"typed": "${TYPED.slice(0, index + 1)}"`));
    await page.waitForTimeout(PAUSE_MS);
  }
  await context.close();
  const sorted = times.slice(WARM_UP).toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), slowest: quantile(sorted, 1) };
}

async function waitForResult(page: Page, text: string): Promise<void> {
  // The editor's spaces do not break.
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('[aria-label=Output] .view-lines')?.textContent.replaceAll('\u00a0', ' ').includes(wanted),
    text,
  );
}

async function typeKey(page: Page, key: string, expected: string): Promise<number> {
  const shown = await page.evaluateHandle((wanted) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const output = document.querySelector('[aria-label=Output] .view-lines');
    if (output === null) throw new Error('The output does not show');
    const begin = ({ timeStamp }: Event): void => {
      const changes = new MutationObserver(() => {
        if (!output.textContent.replaceAll('\u00a0', ' ').includes(wanted)) return;
        changes.disconnect();
        requestAnimationFrame(() => {
          // What a frame callback sees is painted right after it; a message comes after that.
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve(performance.now() - timeStamp));
          port1.start();
          port2.postMessage(undefined);
        });
      });
      changes.observe(output, { subtree: true, childList: true, characterData: true });
    };
    document.addEventListener('keydown', begin, { once: true, capture: true });
    return { promise };
  }, expected);
  await page.keyboard.press(key);
  const ms = await shown.evaluate(({ promise }) => promise);
  await shown.dispose();
  return ms;
}
