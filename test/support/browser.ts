import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Starts the Chromium that `npm test` found (CHROME_PATH). */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    throw new Error('Set CHROME_PATH to a Chromium, or run the browser tests with: npm test -- e2e');
  return chromium.launch({
    executablePath,
    args: [
      // Chromium refuses its sandbox to root, as which containers run.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
