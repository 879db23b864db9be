import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { expectAccessible } from '../support/check-accessibility.ts';
import { openSignedIn } from '../support/open-signed-in.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import type { WatchedPage } from '../support/watched-page.ts';

/** Longer than a busy machine of two cores needs; what happens, happens at once. */
const PATIENCE = { timeout: 30_000, interval: 50 };
const EVENT_TYPE = 'shop.sent';
const PAYLOAD = {
  order: {
    id: 'A-1',
    is_test: '1',
    customer: { first: 'Ada', last: 'Berg', email: 'ada@example.com' },
    lines: [
      { sku: 'mug', qty: '2', price: '4.50', kind: 'box' },
      { sku: 'card', qty: '1', price: '1.00', kind: 'card' },
      { sku: 'pen', qty: '5', price: '0.80', kind: 'box' },
    ],
  },
};
const MAPPING = `{
  "no": order.id,
  "fixed": 400,
  "kind": order.is_test = "1" ? "test" : "live",
  "name": order.customer.(first & " " & last),
  "items": [order.lines[kind = "box"].{
    "sku": $uppercase(sku),
    "total": $number(qty) * $number(price),
    "order": $$.order.id
  }]
}
`;
const MAIL = `<h1>Dear {{order.customer.first}}</h1>
{{#if (table order.is_test 1=true)}}<p>This is a test.</p>{{/if}}
<ul>
{{#each order.lines}}
  <li>{{qty}} x {{sku}}</li>
{{/each}}
</ul>
`;

let server: TestServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  await create('/api/v1/catalog', { name: EVENT_TYPE, title: 'Sent' });
  await create('/api/v1/samples', { name: 'Sent', eventType: EVENT_TYPE, body: JSON.stringify(PAYLOAD) });
  const one = { order: { ...PAYLOAD.order, id: 'B-2', lines: PAYLOAD.order.lines.slice(0, 1) } };
  await create('/api/v1/samples', { name: 'Sent, one line', eventType: EVENT_TYPE, body: JSON.stringify(one) });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreenshot(page, `failed ${task.name.slice(0, 40)}`);
  const { faults } = watched;
  await watched.close();
  if (faults.length > 0) throw new Error(`Faults on the page:\n${faults.join('\n')}`);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function create(path: string, body: object): Promise<string> {
  const answer = await server.send('POST', path, { body });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body.id;
}

interface Opened {
  language?: string;
  format?: string;
  source?: string;
  mode?: string;
  view?: string;
  width?: number;
}

async function open({ language = 'jsonata', format = 'json', source = MAPPING, ...look }: Opened = {}): Promise<void> {
  const template = { name: 'Sent', eventType: EVENT_TYPE, language, format, source };
  const id = await create('/api/v1/templates', template);
  const { mode = 'split', view = 'result', width = 1440 } = look;
  watched = await openSignedIn(browser, server, `/templates/${id}?mode=${mode}&view=${view}`, {
    viewport: { width, height: 900 },
  });
  ({ page } = watched);
  await page.getByRole('treeitem').first().waitFor();
}

const strip = (): Locator => page.getByRole('region', { name: 'Lineage' });
const field = (name: RegExp): Locator => page.getByRole('treeitem', { name });
const output = (): Locator => page.getByRole('region', { name: 'Output' });
const row = (name: RegExp): Locator => page.getByRole('treegrid', { name: 'Mapping' }).getByRole('row', { name });
const spaced = (text: string | null): string => (text ?? '').replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ').trim();
const readStrip = async (): Promise<string> => spaced((await strip().count()) === 0 ? '' : await strip().innerText());

/** Clicks on a text of a read-only editor of the output. */
async function clickOutput(text: RegExp): Promise<void> {
  await output().locator('.view-line > span > span').filter({ hasText: text }).first().click();
}

/** What is boxed in an editor, by the words under the box. */
async function readBoxed(host: Locator): Promise<string[]> {
  return host.evaluate((element) => {
    const boxes = [...element.querySelectorAll('.view-overlays .cdr.outline-accent:not(.outline-dotted)')].map((box) =>
      box.getBoundingClientRect(),
    );
    const words = [...element.querySelectorAll('.view-line > span > span')];
    return boxes
      .filter(({ width }) => width > 0)
      .map((box) =>
        words
          .filter((word) => {
            const { left, right, top, bottom } = word.getBoundingClientRect();
            const middle = (left + right) / 2;
            return (
              middle >= box.left &&
              middle <= box.right &&
              (top + bottom) / 2 >= box.top &&
              (top + bottom) / 2 <= box.bottom
            );
          })
          .map((word) => word.textContent)
          .join('')
          .replaceAll('\u00a0', ' '),
      );
  });
}

const code = (): Locator => page.locator('.monaco-editor', { has: page.getByLabel(/^Template source/) });

describe('from a value of the output to where it comes from', () => {
  test('a click shows its fields, its expression and its row; Escape lets go', async () => {
    await open();
    await clickOutput(/^"PEN"$/);
    await expect.poll(readStrip, PATIENCE).toContain('$uppercase(sku)');
    expect(await readStrip()).toBe(
      'items[1].sku "PEN" through $uppercase(sku) from order.lines[2].sku "pen" decided by order.lines[2].kind "box"',
    );
    await field(/^sku text in the lineage/).waitFor();
    await field(/^kind text decides in the lineage/).waitFor();
    expect(await readBoxed(output())).toEqual(['"PEN"']);
    await expect.poll(() => readBoxed(code()), PATIENCE).toEqual(['$uppercase(sku)']);
    await expect.poll(() => row(/^sku/).getAttribute('aria-selected'), PATIENCE).toBe('true');
    // The row shows the item that made it.
    await row(/^sku, .* gives "PEN"/).waitFor();
    expect(new URL(page.url()).searchParams.get('lineage')).toBe('/items/1/sku');
    await expectAccessible(page, 'the mapper with lineage');
    await takeScreenshot(page, 'lineage of a value');

    await strip()
      .getByRole('button', { name: /lines\[2\]\.kind/ })
      .click();
    await expect.poll(() => page.locator(':focus').getAttribute('role'), PATIENCE).toBe('tree');
    expect(await field(/^kind text/).getAttribute('aria-selected')).toBe('true');

    await page.keyboard.press('Escape');
    await strip().waitFor({ state: 'detached' });
    expect(await field(/in the lineage/).count()).toBe(0);
    expect(await readBoxed(code())).toEqual([]);
  });

  test('by keys: arrows in the result, Enter, and the address keeps it over a reload and another sample', async () => {
    await open({ mode: 'visual' });
    await page.getByLabel('Result').waitFor({ state: 'attached' });
    await output().getByRole('textbox', { name: 'Result' }).focus();
    await page.keyboard.press('Control+Home');
    for (let line = 0; line < 4; line++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(readStrip, PATIENCE).toContain('order.customer.first');
    expect(await readStrip()).toContain('name "Ada Berg"');
    await page.reload();
    await expect.poll(readStrip, PATIENCE).toContain('order.customer.last');
    await row(/^name/).and(page.locator('[aria-selected=true]')).waitFor();
    await page.getByRole('tree').focus();
    await page.keyboard.press(']');
    await expect.poll(readStrip, PATIENCE).toContain('order.customer.first');
    // What is written in the template comes from no field.
    await clickOutput(/^400$/);
    await expect.poll(readStrip, PATIENCE).toContain('no field: it is written in the template');
  });

  test('what is typed makes it vanish, and what is typed on brings it back where it is now', async () => {
    await open({ mode: 'code' });
    await clickOutput(/^"A-1"$/);
    await expect.poll(() => readBoxed(code()), PATIENCE).toEqual(['order.id']);
    await page.getByRole('textbox', { name: /^Template source/ }).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('/* new */ ');
    await expect.poll(() => readBoxed(code()), PATIENCE).toEqual(['order.id']);
    await page.keyboard.insertText('(');
    await expect.poll(() => readBoxed(code()), PATIENCE).toEqual([]);
  });
});

describe('from a field to what it feeds', () => {
  test('by Alt+L in the tree, on to the next, and back', async () => {
    await open();
    await page.keyboard.press('/');
    await page.keyboard.type('A-1');
    await page.getByRole('tree').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Alt+l');
    await expect.poll(readStrip, PATIENCE).toContain('order.id feeds 3 outputs');
    expect(await readStrip()).toContain('1 of 3');
    expect(await readStrip()).toContain('output no "A-1" through order.id');
    const said = 'order.id feeds 3 outputs. no comes from order.id, through order.id';
    expect(await page.getByRole('status').allTextContents()).toContain(said);
    await page.keyboard.press('Alt+l');
    await expect.poll(readStrip, PATIENCE).toContain('output items[0].order "A-1" through $$.order.id');
    await expect.poll(() => row(/^order,/).getAttribute('aria-selected'), PATIENCE).toBe('true');
    await page.keyboard.press('Alt+Shift+L');
    await expect.poll(readStrip, PATIENCE).toContain('1 of 3');
    await strip()
      .getByRole('button', { name: /^Next output/ })
      .click();
    await expect.poll(readStrip, PATIENCE).toContain('2 of 3');
    await takeScreenshot(page, 'lineage of a field');
  });

  test('by the mouse: from the row, and what only decides', async () => {
    await open();
    await field(/^is_test/)
      .getByRole('button')
      .click();
    await expect.poll(readStrip, PATIENCE).toContain('order.is_test decides about 1 output');
    await field(/^kind text/).hover();
    await page.getByRole('button', { name: 'Outputs' }).click();
    await expect.poll(readStrip, PATIENCE).toContain('order.lines.kind decides about 2 outputs');
    await strip()
      .getByRole('button', { name: /^Close/ })
      .click();
    await strip().waitFor({ state: 'detached' });
  });
});

test('from a row, and from the caret, to the outputs that they make', async () => {
  await open();
  await row(/^total/).click();
  await page.keyboard.press('Alt+l');
  await expect.poll(readStrip, PATIENCE).toContain('$number(qty) * $number(price) makes 2 outputs');
  await page.keyboard.press('Alt+l');
  await expect.poll(readStrip, PATIENCE).toContain('output items[1].total 4');
  await page.getByRole('textbox', { name: /^Template source/ }).focus();
  await page.keyboard.press('Control+Home');
  for (let line = 0; line < 3; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Alt+l');
  await expect.poll(readStrip, PATIENCE).toContain('makes 1 output');
  expect(await readStrip()).toContain('decided by order.is_test "1"');
  expect(await readBoxed(output())).toEqual(['"test"']);
});

describe('text that Handlebars wrote', () => {
  test('from a spot of it to the tag and the field, by mouse and by keys', async () => {
    await open({ language: 'handlebars', format: 'html', source: MAIL, mode: 'code' });
    await output().getByText('pen', { exact: false }).first().waitFor();
    await clickOutput(/1\sx\scard/);
    await expect.poll(readStrip, PATIENCE).toMatch(/order\.lines\[1\]/);
    await page.keyboard.press('Control+Home');
    for (let step = 0; step < 11; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect
      .poll(readStrip, PATIENCE)
      .toContain('“Ada” through {{order.customer.first}} from order.customer.first "Ada"');
    await expect.poll(() => readBoxed(code()), PATIENCE).toEqual(['{{order.customer.first}}']);
    await field(/^first text in the lineage/).waitFor();
    // What stands in the template leads to where it stands.
    await clickOutput(/This\sis/);
    await expect.poll(readStrip, PATIENCE).toContain('decided by order.is_test "1"');
    await expectAccessible(page, 'the mapper with the lineage of a text');
  });

  test('from a field to all that it wrote', async () => {
    await open({ language: 'handlebars', format: 'html', source: MAIL, mode: 'code', view: 'wire' });
    await output().getByText('pen', { exact: false }).first().waitFor();
    await field(/^sku/).getByRole('button').click();
    await expect.poll(readStrip, PATIENCE).toContain('order.lines.sku feeds 3 outputs');
    await page.keyboard.press('Alt+l');
    await strip()
      .getByRole('button', { name: /^Next output/ })
      .click();
    await expect.poll(readStrip, PATIENCE).toContain('output “card” through {{sku}}');

    // In the message as mail readers draw it what it wrote is boxed; its plain text can be asked, too.
    await page.getByRole('tab', { name: 'Preview' }).click();
    const boxes = page.frameLocator('iframe[title=Preview]').locator('span[style^=outline]');
    await expect.poll(() => boxes.allTextContents(), PATIENCE).toEqual(['mug', 'card', 'pen']);
    await takeScreenshot(page, 'lineage in a message');
    await page.getByRole('radio', { name: 'Plain text' }).click();
    await page.getByRole('textbox', { name: 'Plain text' }).focus();
    await page.keyboard.press('Control+Home');
    for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(readStrip, PATIENCE).toContain('“Ada” through {{order.customer.first}}');
  });
});

test('a cell of a table, by mouse and by keys', async () => {
  await open({
    format: 'csv',
    source: '[order.lines.{ "sku": sku, "sum": $number(qty) * $number(price) }]',
    mode: 'visual',
  });
  await page.getByRole('gridcell', { name: 'card' }).click();
  await expect.poll(readStrip, PATIENCE).toContain('[1].sku "card" through sku from order.lines[1].sku "card"');
  await page.getByRole('grid', { name: 'CSV as a grid' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(readStrip, PATIENCE).toContain('order.lines[1].price "1.00"');
  expect(await page.getByRole('gridcell', { selected: true }).textContent()).toBe('1');
  await expectAccessible(page, 'the grid with lineage');
});

test('in a narrow window the pane that answers comes to the front', async () => {
  await open({ mode: 'visual', width: 1024 });
  await row(/^name/).click();
  await page.keyboard.press('Alt+l');
  await expect.poll(readStrip, PATIENCE).toContain('makes 1 output');
  await takeScreenshot(page, 'lineage at 1024');
  await strip().getByRole('button', { name: 'order.customer.(first' }).click();
  await row(/^name/).waitFor();
  const grid = page.getByRole('treegrid', { name: 'Mapping' });
  await expect.poll(() => grid.evaluate((element) => element === document.activeElement), PATIENCE).toBe(true);
});
