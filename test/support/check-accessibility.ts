import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What axe-core finds, as far as it is read here. */
interface Violation {
  id: string;
  impact: string | null;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

const THEMES = ['light', 'dark'] as const;

/**
 * Fails on what axe-core calls serious or critical on a page as it stands, in both themes; the browser is left in the light one. The page must
 * follow the system's theme.
 *
 * @param name of what is looked at, for the message
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  // By evaluation: a script element is refused by the page's content security policy.
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const colorScheme of THEMES.toReversed()) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((theme) => document.documentElement.dataset['theme'] === theme, colorScheme);
    // Colours that are on their way from one theme to the other are nobody's to judge. What is redrawn meanwhile ends its
    // animation by an AbortError.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    found.push(...(await listViolations(page)).map((violation) => `${colorScheme}: ${describe(violation)}`));
  }
  expect(found, `accessibility of ${name}`).toEqual([]);
}

async function listViolations(page: Page): Promise<Violation[]> {
  const violations: Violation[] = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

function describe({ id, help, nodes }: Violation): string {
  const places = nodes
    .slice(0, 5)
    .map(({ html, failureSummary = '' }) => `\n  ${html.slice(0, 160)} ${failureSummary}`);
  return `${id}: ${help} (${nodes.length})${places.join('')}`;
}
