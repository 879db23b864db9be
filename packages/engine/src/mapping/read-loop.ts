import type { LoopRow } from './row.ts';
import { countPlaces } from './count-places.ts';
import { recogniseLoop } from './recognise-loop.ts';
import type { LoopParts } from './recognise-loop.ts';
import { NOTHING, readingsOf, relocate, Variables } from './reading.ts';
import type { Reached, ReadingContext } from './reading.ts';
import type { OpenRow, RowReader } from './row-reader.ts';
import { seeThrough } from './see-through.ts';
import type { Seen } from './see-through.ts';
import { enterPlace, pinPlace, writePointer } from './source-place.ts';
import type { SourcePlace } from './source-place.ts';

/** A loop with what it goes through; its body becomes rows. */
export function readLoop(reader: RowReader, row: LoopRow, { core, keepArray }: Seen, open: OpenRow): LoopRow {
  const parts = recogniseLoop(core);
  if (parts === undefined) return row;
  const outer = reader.contextOf(open.scope);
  const { reached, context } = reader.places.readSteps(parts.steps, outer);
  const iterated = findIterated(parts, reached, context);
  const through = iterated.places.map(({ place }) => ({ place, span: row.loop.iterateSpan }));
  // What an array given a name by @ is itself read in is no part of what is gone through.
  const led = reached.readings.filter(({ role }) => iterated === reached || role !== 'iterate');
  const readings = readingsOf(relocate({ ...reached, places: through, readings: led }, row.valueSpan), 'iterate');
  reader.link(row.id, readings, 'iterate');
  const iterates = countPlaces(iterated);
  const scope = openLoopScope(reader, parts, iterated, parts.form === 'path' ? context : outer, open);
  const isList =
    iterates === 'array' || keepArray || row.loop.keepArray || (iterates === 'unknown' && hasLayers(parts));
  const inner: OpenRow = {
    ...open,
    scope,
    pointer: isList && parts.form !== 'group' ? `${open.pointer}/[]` : open.pointer,
  };
  if (parts.form === 'group') reader.readFields(parts.pairs, core.token.end, inner);
  else readBody(reader, parts, inner);
  const [place] = iterated.places;
  const current = reader.sites.get(row.id)?.row ?? row;
  const sourcePointer = place !== undefined && iterated.places.length === 1 ? writePointer(place.place) : undefined;
  return { ...row, object: current.object, loop: { ...row.loop, iterates, sourcePointer } };
}

function readBody(reader: RowReader, { body }: LoopParts, open: OpenRow): void {
  if (body === undefined) return;
  const seen = seeThrough(body);
  if (seen.core.kind === 'object' && seen.transforms.length === 0) {
    for (const block of seen.blocks) reader.readBindings(block, open);
    reader.readObjectFields(seen.core, open);
    return;
  }
  // Brackets make a step of it: what is in them is the value.
  const last = body.kind === 'block' ? body.expressions.at(-1) : undefined;
  const isBlock = body.kind === 'block' && last !== undefined && last.kind !== 'skipped';
  if (isBlock && body.expressions.length > 1) reader.readBindings(body, open);
  reader.readChild(isBlock ? last : body, open, { id: `${open.id}()`, slot: 'body', pointer: open.pointer });
}

/** After `@$item` the steps are read in what the array was read in: the array is what the variable stands for. */
function findIterated({ form, item }: LoopParts, reached: Reached, { variables }: ReadingContext): Reached {
  if (form !== 'path' || item === undefined) return reached;
  return variables.get(item.name.slice(1))?.reached ?? reached;
}

function openLoopScope(
  reader: RowReader,
  parts: LoopParts,
  iterated: Reached,
  context: ReadingContext,
  open: OpenRow,
): string {
  const variables = new Variables(context.variables);
  const id = `${open.id}.`;
  // In a group `$` is all items that are in it.
  const enterItem = (place: SourcePlace): SourcePlace =>
    parts.form === 'group' ? enterPlace({ ...place, isWhole: true }) : pinPlace(place, id);
  const pinned: Reached = {
    ...NOTHING,
    places: iterated.places.map(({ place, span }) => ({ place: enterItem(place), span })),
  };
  const isNamed = parts.item !== undefined;
  const parent = parts.form === 'group' ? undefined : context.parent;
  const item = isNamed ? context.item : pinned;
  const scope = reader.openScope(id, open.scope, open.id, { item, parent, variables });
  if (parts.item !== undefined) {
    variables.set(parts.item.name.slice(1), pinned, true);
    reader.addVariable(scope, parts.item.name, 'item', pinned);
  }
  if (parts.index !== undefined) {
    variables.set(parts.index.name.slice(1), NOTHING, true);
    reader.addVariable(scope, parts.index.name, 'index', NOTHING);
  }
  return scope;
}

function hasLayers({ form, filters, sort, index }: LoopParts): boolean {
  return form === 'map' || filters.some(({ isPosition }) => !isPosition) || sort !== undefined || index !== undefined;
}
