import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { findFreePort, spawnServer } from '../test/support/spawned-server.ts';
import { createMappers } from './ui/create-mappers.ts';
import { measureFirstLoad } from './ui/measure-first-load.ts';
import { measureKeyToPreview } from './ui/measure-key-to-preview.ts';
import { measurePageChanges } from './ui/measure-page-changes.ts';
import { measureScrolling } from './ui/measure-scrolling.ts';

const VIEWPORT = { width: 1440, height: 900 };
const PAYLOADS = new URL('../samples/payloads/', import.meta.url);

/**
 * What a person waits for in the built page, in a real browser beside the server, on the demo with an event of every sample payload:
 * kilobytes (1,000 bytes) of the first load of Home, milliseconds from a click in the sidebar until the other page is painted, milliseconds
 * that the mapper keeps the browser's main thread at a time while large lists scroll, and from a key until the new output is painted.
 */
export async function benchmarkUi(): Promise<Record<string, unknown>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'postmap-bench-'));
  const key = `bench-${randomUUID()}`;
  const server = spawnServer(await findFreePort(), { POSTMAP_DATA_DIR: dataDir, POSTMAP_ADMIN_KEY: key });
  let browser: Browser | undefined;
  try {
    await server.ready;
    const [, signInLink = ''] = /Sign in +(\S+)/.exec(server.printed()) ?? [];
    const [, feed = ''] = /Try it +.* (\S+)\n/.exec(server.printed()) ?? [];
    await sendSamples(feed);
    browser = await launchBrowser();
    const storageState = await signIn(browser, signInLink);
    const options = { baseURL: server.origin, viewport: VIEWPORT, storageState };
    const pages = { ...(await measureFirstLoad(browser, options)), ...(await measurePageChanges(browser, options)) };
    const mappers = await createMappers({ origin: server.origin, key });
    return {
      ...pages,
      ...(await measureScrolling(browser, options, mappers.rows)),
      ...(await measureKeyToPreview(browser, options, mappers)),
      environment: {
        browser: `Chromium ${browser.version()}`,
        node: process.version,
        processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
        viewport: `${VIEWPORT.width} × ${VIEWPORT.height}`,
      },
    };
  } finally {
    await browser?.close();
    await server.end('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function sendSamples(feed: string): Promise<void> {
  for (const name of await readdir(PAYLOADS)) {
    const answer = await fetch(feed, { method: 'POST', body: await readFile(new URL(name, PAYLOADS)) });
    if (!answer.ok) throw new Error(`${name} was answered with ${answer.status}: ${await answer.text()}`);
  }
}

async function signIn(browser: Browser, link: string) {
  const context = await browser.newContext();
  // The link's own answer sets the cookie: without following it, nothing of the page is loaded yet.
  await context.request.get(link, { maxRedirects: 0 });
  const state = await context.storageState();
  await context.close();
  return state;
}
