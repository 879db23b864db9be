import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { quantile } from '../quantile.ts';
import { BEGIN_MARK, END_MARK, readTasks, TRACE_CATEGORIES } from './read-tasks.ts';
import type { Task } from './read-tasks.ts';

/** How far a wheel turns each time, in pixels, and how often: as one who is in a hurry, and as a wheel that spins freely. */
const SPEEDS = {
  /** 6,000 pixels a second. */
  hurried: { by: 100, times: 80 },
  /** 19,000 pixels a second: every row that shows is another one after three frames. */
  spinning: { by: 300, times: 40 },
};
type Speed = (typeof SPEEDS)[keyof typeof SPEEDS];
/** A wheel turns about once a frame. */
const TURN_MS = 16;

/**
 * Scrolls the source tree, all of whose 10,000 fields show, and the 1,000 rows of the mapping, with a wheel, and reads from the browser's
 * own trace how long its main thread was kept at a time.
 */
export async function measureScrolling(browser: Browser, options: BrowserContextOptions, path: string) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(path);
  const tree = page.getByRole('tree', { name: 'Fields of the sample' });
  const grid = page.getByRole('treegrid', { name: 'Mapping' });
  await grid.getByRole('row').first().waitFor();
  // What the template gives stands beside the rows, and changes them once more.
  await page.locator('[aria-label=Output] .view-line').first().waitFor();
  await page.getByRole('searchbox', { name: 'Search names and values' }).fill('field_');
  await page.waitForFunction(() => (document.querySelector('[role=tree]')?.scrollHeight ?? 0) > 250_000);
  const sourceTree = await measureOne(browser, page, tree);
  const mapping = await measureOne(browser, page, grid);
  await context.close();
  return {
    longestFrameTaskMs: findLongest(sourceTree),
    longestFrameTaskOfRowsMs: findLongest(mapping),
    scrolling: { sourceTree, mapping },
  };
}

/** At either speed. */
function findLongest({ hurried, spinning }: Awaited<ReturnType<typeof measureOne>>) {
  return {
    cpu: Math.max(hurried.cpuMs.longest, spinning.cpuMs.longest),
    wall: Math.max(hurried.wallMs.longest, spinning.wallMs.longest),
  };
}

async function measureOne(browser: Browser, page: Page, list: Locator) {
  const box = await list.boundingBox();
  if (box === null) throw new Error('What is to be scrolled does not show');
  await page.mouse.move(box.x + box.width / 2, Math.min(box.y + box.height / 2, 450));
  return {
    hurried: await measureSpeed(browser, page, SPEEDS.hurried),
    spinning: await measureSpeed(browser, page, SPEEDS.spinning),
  };
}

async function measureSpeed(browser: Browser, page: Page, speed: Speed) {
  await scroll(page, speed);
  await browser.startTracing(page, { categories: TRACE_CATEGORIES });
  await page.evaluate((mark) => performance.mark(mark), BEGIN_MARK);
  await scroll(page, speed);
  await page.evaluate((mark) => performance.mark(mark), END_MARK);
  return sumUp(readTasks(await browser.stopTracing()));
}

/** Down, and up again. */
async function scroll(page: Page, { by, times }: Speed): Promise<void> {
  for (const direction of [1, -1])
    for (let turn = 0; turn < times; turn++) {
      await page.mouse.wheel(0, direction * by);
      await page.waitForTimeout(TURN_MS);
    }
}

/** Of the tasks that made a frame; and the longest of all others, which a collection of garbage may be. */
function sumUp(tasks: readonly Task[]) {
  const frames = tasks.filter(({ draws }) => draws);
  const others = tasks.filter(({ draws }) => !draws);
  const spread = (kind: 'cpu' | 'wall') => {
    const drawn = frames.map((task) => task[kind]).toSorted((a, b) => a - b);
    const rest = others.map((task) => task[kind]).toSorted((a, b) => a - b);
    return {
      median: quantile(drawn, 0.5),
      p95: quantile(drawn, 0.95),
      longest: quantile(drawn, 1),
      longestOther: quantile(rest, 1),
    };
  };
  return { frames: frames.length, tasks: tasks.length, cpuMs: spread('cpu'), wallMs: spread('wall') };
}
