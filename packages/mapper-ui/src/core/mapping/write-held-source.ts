import type { Projection, Row, RowId } from '@postmap/engine';

/** Where the variables of a block are found in what the held source gives. */
export interface HeldBlock {
  /** Which of the parts tells them. */
  part: string;
  /** Of the object that has their names. */
  targetPointer: string;
}

export interface HeldSource {
  /** Gives `{ "whole": variables of the whole template by their names, "0": what the template gives with the variables of its blocks in place of their objects, … }`. */
  source: string;
  /** By the row that has the block. */
  blocks: ReadonlyMap<RowId, HeldBlock>;
}

/** The row of the whole template. */
export const ROOT_ROW: RowId = '';

/**
 * A template that gives what the variables of another hold: to show it beside them. Functions are left out, and the variables of blocks that give
 * no object. Undefined where there are none to show.
 */
export function writeHeldSource(projection: Projection, source: string): HeldSource | undefined {
  const layers = layBlocks(listBlocks(projection));
  const parts = layers.map((blocks, index) => `"${index}": (${giveVariables(blocks, source)}\n)`);
  const whole = writeWhole(projection, source);
  if (whole !== undefined) parts.unshift(`"whole": ${whole}`);
  if (parts.length === 0) return undefined;
  const places = layers.flatMap((blocks, index) =>
    blocks.map(({ row, targetPointer }): [RowId, HeldBlock] => [row, { part: `${index}`, targetPointer }]),
  );
  return { source: `{ ${parts.join(',\n')} }`, blocks: new Map(places) };
}

function writeWhole({ rows, scopes }: Projection, source: string): string | undefined {
  const inPayload = new Set(scopes.filter(({ sourcePointer }) => sourcePointer === '').map(({ id }) => id));
  const bindings = rows.filter(
    ({ slot, holder, scope }) => slot === 'binding' && holder === ROOT_ROW && inPayload.has(scope),
  );
  if (bindings.length === 0) return undefined;
  const made = bindings.map(({ span }) => `${source.slice(span.start, span.end)};\n`);
  return `(${made.join('')}${giveNames(bindings.flatMap(({ name }) => name ?? []))})`;
}

/** `( $a := …; {…} )` somewhere in the output. */
interface Block {
  row: RowId;
  names: readonly string[];
  object: { start: number; end: number };
  targetPointer: string;
}

function listBlocks({ rows }: Projection): Block[] {
  const children = Map.groupBy(rows, ({ holder }) => holder);
  return rows.flatMap(({ id, object, targetPointer }): Block[] => {
    const held = children.get(id) ?? [];
    const names = held.flatMap(({ slot, name }) => (slot === 'binding' && name !== undefined ? [name] : []));
    // A loop's own pointer is that of its list: those of its fields tell where its object is.
    const field = held.find(({ slot }) => slot === 'field');
    const isOfOutput = id !== ROOT_ROW && !targetPointer.startsWith('$');
    if (names.length === 0 || object === undefined || field === undefined || !isOfOutput) return [];
    return [{ row: id, names, object: object.span, targetPointer: holderOf(field) }];
  });
}

function holderOf({ targetPointer }: Row): string {
  return targetPointer.slice(0, targetPointer.lastIndexOf('/'));
}

/** What is within another block goes a layer deeper: in that of the other its place is taken. */
function layBlocks(blocks: readonly Block[]): Block[][] {
  const layers: Block[][] = [];
  for (const block of blocks) {
    const { start } = block.object;
    const depth = blocks.filter(({ object }) => object.start < start && start < object.end).length;
    (layers[depth] ??= []).push(block);
  }
  return layers;
}

function giveVariables(blocks: readonly Block[], source: string): string {
  return blocks
    .toSorted((a, b) => b.object.start - a.object.start)
    .reduce(
      (text, { object, names }) => text.slice(0, object.start) + giveNames(names) + text.slice(object.end),
      source,
    );
}

function giveNames(names: readonly string[]): string {
  const given = [...new Set(names)].map((name) => `${JSON.stringify(name)}: $type(${name}) != "function" ? ${name}`);
  return `{ ${given.join(', ')} }`;
}
