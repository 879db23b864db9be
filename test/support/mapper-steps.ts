import type { Locator, Page } from 'playwright-core';

/** Where a field is let go on a row. */
export type DropPart = 'name' | 'value' | 'edge';

const MOST_MOVES = 120;
/** Nearer to the edge of what scrolls, in pixels, a field that is held there moves the rows. */
const FROM_EDGE = 44;

/** What somebody does in the visual mapper, by mouse and by keys. */
export function createMapperSteps(page: Page) {
  const grid = (): Locator => page.getByRole('treegrid', { name: 'Mapping' });
  const line = (name: string | RegExp): Locator => grid().getByRole('row', { name }).first();
  /** A field of the source tree, by its pointer. */
  const field = (pointer: string): Locator => page.locator(`[id="field${pointer}"]`);

  /** The place for one more field: of the whole output, or of a row that has fields. */
  const addLine = (of?: string): Locator =>
    grid().getByRole('row', { name: of === undefined ? 'Add a field' : `Add a field to ${of}`, exact: true });

  /** Turns the wheel over the rows until one shows: those out of sight are not there. */
  async function reveal(row: Locator): Promise<void> {
    const pane = grid().locator('..');
    for (const turn of [0, -100_000, ...Array.from({ length: 40 }, () => 200)]) {
      const { x, y, width } = await boxOf(pane);
      await page.mouse.move(x + width / 2, y + 60);
      const before = await pane.evaluate(({ scrollTop }) => scrollTop);
      await page.mouse.wheel(0, turn);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const isAtEnd = before === (await pane.evaluate(({ scrollTop }) => scrollTop));
      if ((await row.count()) === 1 && (await isWithin(row, pane, isAtEnd && turn !== 0 ? 0 : FROM_EDGE))) return;
    }
    throw new Error(`${String(row)} is not among the rows`);
  }

  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }

  /** Types what is asked for in place, and does it. */
  async function enter(label: RegExp, text: string): Promise<void> {
    const asked = page.getByRole('combobox', { name: label }).and(page.locator(':focus'));
    await asked.waitFor();
    await press('Control+a');
    await page.keyboard.insertText(text);
    await press('Enter');
    await asked.waitFor({ state: 'detached' });
  }

  /** Looks a field up, so that it shows, and takes hold of it. */
  async function grab(pointer: string): Promise<void> {
    await page
      .getByRole('searchbox')
      .first()
      .fill(pointer.slice(pointer.lastIndexOf('/') + 1));
    const { x, y } = await middleOf(field(pointer));
    await page.mouse.move(x, y);
    await page.mouse.down();
  }

  async function moveTo(target: Locator, part: DropPart = 'name'): Promise<void> {
    const box = await boxOf(target);
    const x = box.x + box.width * (part === 'value' ? 0.42 : 0.12);
    const y = box.y + (part === 'edge' ? 2 : box.height / 2);
    await page.mouse.move(x - 8, y, { steps: 3 });
    await page.mouse.move(x, y);
  }

  async function drag(pointer: string, target: Locator, part: DropPart = 'name'): Promise<void> {
    await reveal(target);
    await grab(pointer);
    await moveTo(target, part);
    await page.mouse.up();
  }

  /** Takes a command from the list of a row, by its three dots. */
  async function menu(row: Locator, wanted: string): Promise<void> {
    await reveal(row);
    await row.hover();
    await row.getByRole('button', { name: /^Commands for/ }).click();
    await page
      .getByRole('option', { name: new RegExp(`^${wanted}(?: \\S+)*$`) })
      .first()
      .click();
  }

  /** Gives a row another name: a double click on its name, then the name. */
  async function rename(row: Locator, from: string, to: string): Promise<void> {
    await reveal(row);
    await row.getByRole('gridcell').first().dblclick();
    await enter(new RegExp(`^Name of ${from}`), to);
    await line(new RegExp(`^${to},`)).waitFor();
  }

  /** Tab after Tab, until the tree or the grid has the keys. */
  async function tabTo(role: 'tree' | 'treegrid', name: RegExp): Promise<void> {
    const wanted = page.getByRole(role, { name }).and(page.locator(':focus'));
    for (let pressed = 0; pressed < MOST_MOVES; pressed++) {
      if ((await wanted.count()) === 1) return;
      await press('Tab');
    }
    throw new Error(`Tab does not lead to ${role} ${name}`);
  }

  /** Moves to a row by the arrows; the grid has the keys. */
  async function goTo(name: RegExp): Promise<void> {
    const active = grid().locator('[role=row][aria-selected=true]');
    await press('Home');
    for (let moved = 0; moved < MOST_MOVES; moved++) {
      if (name.test((await active.getAttribute('aria-label')) ?? '')) return;
      await press('ArrowDown');
    }
    throw new Error(`No line ${name} is met`);
  }

  /** Does a command by its name in the palette. */
  async function command(name: string): Promise<void> {
    await press('Control+k');
    await page.keyboard.type(name);
    await page
      .getByRole('option', { name: new RegExp(`^${name}`) })
      .first()
      .waitFor();
    await press('Enter');
    // The palette alone: what was chosen may open a dialog of its own.
    await page.getByRole('dialog', { name: 'Go to' }).waitFor({ state: 'detached' });
  }

  return { grid, line, addLine, reveal, field, press, enter, grab, moveTo, drag, menu, rename, tabTo, goTo, command };
}

export type MapperSteps = ReturnType<typeof createMapperSteps>;

async function boxOf(target: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${String(target)} does not show`);
  return box;
}

async function isWithin(row: Locator, pane: Locator, margin: number): Promise<boolean> {
  const [inner, outer] = await Promise.all([row.boundingBox(), boxOf(pane)]);
  if (inner === null) return false;
  const top = inner.y - outer.y;
  return top >= margin && top + inner.height <= outer.height + 1 - margin;
}

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  await target.waitFor();
  const { x, y, width, height } = await boxOf(target);
  return { x: x + width / 2, y: y + height / 2 };
}
