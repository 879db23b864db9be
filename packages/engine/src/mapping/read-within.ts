import type { SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import { countPlaces } from './count-places.ts';
import { NOTHING, relocate } from './reading.ts';
import { isPath, isPosition } from './recognise-value.ts';
import type { OpenRow, RowReader } from './row-reader.ts';
import type { Within } from './row.ts';
import type { Seen } from './see-through.ts';
import { pinPlace, writePointer } from './source-place.ts';

interface Inner {
  within: Within;
  body: SyntaxNode;
}

/**
 * Goes into a single object that a value is made in, as the shape tells: `order.customer.(first & last)`. What is written as if
 * there were many, with a filter, a sort, `[]` and the like, stays a loop, and so does what nothing is known of.
 */
export function readWithin(reader: RowReader, { core, keepArray }: Seen, open: OpenRow): Inner | undefined {
  if (core.kind !== 'path' || keepArray) return undefined;
  const [steps, body] = [core.steps.slice(0, -1), core.steps.at(-1)];
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || body === undefined) return undefined;
  if (!isBuilt(body) || !steps.every(isPlainStep)) return undefined;
  const { reached, context } = reader.places.readSteps(steps, reader.contextOf(open.scope));
  if (countPlaces(reached) !== 'one') return undefined;
  const [only] = reached.places;
  const span = { start: first.start, end: last.end };
  const id = `${open.id}.`;
  const item = { ...NOTHING, places: reached.places.map(({ place }) => ({ place: pinPlace(place, id), span })) };
  reader.link(open.id, relocate({ ...NOTHING, readings: reached.readings }, span).readings);
  open.scope = reader.openScope(id, open.scope, open.id, { ...context, item });
  const isOne = only !== undefined && reached.places.length === 1;
  return { within: { ...span, sourcePointer: isOne ? writePointer(only.place) : undefined }, body };
}

function isBuilt({ kind }: SyntaxNode): boolean {
  return kind === 'object' || kind === 'block' || kind === 'call' || kind === 'array';
}

/** A step that says of nothing that there may be many. */
function isPlainStep(step: SyntaxNode): boolean {
  switch (step.kind) {
    case 'name':
    case 'string':
    case 'variable':
    case 'parent':
      return true;
    case 'filter':
      return isPosition(step) && !isMarked(step.target);
    case 'block':
      return step.expressions.length === 1 && step.expressions.every(isPath);
    default:
      return false;
  }
}

/** With `[]`, `@` or `#`, for which it must be a loop. */
function isMarked(step: SyntaxNode): boolean {
  return (
    step.kind === 'keep-array' ||
    step.kind === 'focus' ||
    step.kind === 'index' ||
    (step.kind === 'filter' && isMarked(step.target))
  );
}
