import { join } from 'node:path';
import type { Page } from 'playwright-core';

const folder = process.env['POSTMAP_SCREENSHOTS'];

/** Writes NAME.png into the folder that POSTMAP_SCREENSHOTS names; without one it does nothing. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  if (folder !== undefined && folder !== '') await page.screenshot({ path: join(folder, `${name}.png`) });
}
