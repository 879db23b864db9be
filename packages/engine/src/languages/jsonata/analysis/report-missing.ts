import { describeMeant, describeMissing } from '../../../shapes/describe-missing.ts';
import { findDeepField } from '../../../shapes/find-deep-field.ts';
import type { PayloadPlace } from '../../../shapes/payload-place.ts';
import type { SyntaxNode } from '../tree/syntax-node.ts';
import { joinSteps, writeFirstName, writeName } from '../write-name.ts';
import type { Analyst, Context } from './analyst.ts';

/** Shorter names are one letter apart by chance. */
const SLIP_LENGTH = 5;

interface Miss {
  context: Context;
  place: PayloadPlace;
  missing: 'field' | 'object';
}

/** Says that `place` has no field `name`, and what was probably meant: one outside, one further down, or one nearly called so. */
export function reportMissing(
  analyst: Analyst,
  name: string,
  node: SyntaxNode,
  { context, place, missing }: Miss,
): void {
  const holder = isPathStart(analyst, node) ? findOuterHolder(name, context) : undefined;
  if (holder !== undefined) {
    const path = joinSteps('$$', [...holder.names, name]);
    const here = place.path === '' ? 'here' : `in \`${place.path}\``;
    const where = holder.path === '' ? 'at the root of the payload' : `in \`${holder.path}\``;
    const message = `\`${name}\` is ${where}, not ${here}: write \`${path}\``;
    const edits = [{ start: node.start, end: node.start, text: `${joinSteps('$$', holder.names)}.` }];
    analyst.report('outer-path', message, node, { title: `Write ${path}`, edits });
    return;
  }
  const { message, nearest } = describeMissing(place, name, missing);
  const further =
    nearest === undefined && missing === 'field' ? findFurther(analyst, name, node, context, place) : undefined;
  const meant = further ?? nearest;
  // Who asks whether there is such a field knows that there may be none.
  if (context.isAsked && (meant === undefined || name.length < SLIP_LENGTH)) return;
  if (meant === undefined) {
    analyst.report('unknown-path', message, node);
    return;
  }
  const text = further ?? (isPathStart(analyst, node) ? writeFirstName(meant) : writeName(meant));
  const edits = [{ start: node.start, end: node.end, text }];
  const said = further === undefined ? message : describeMeant(place, name, further);
  analyst.report('unknown-path', said, node, { title: `Change to ${meant}`, edits });
}

/** The path to a field further down, or elsewhere below the root, that goes by the name. */
function findFurther(
  analyst: Analyst,
  name: string,
  node: SyntaxNode,
  { root }: Context,
  { shape }: PayloadPlace,
): string | undefined {
  const isStart = isPathStart(analyst, node);
  const within = findDeepField(shape, name);
  if (within !== undefined) return isStart ? joinSteps(undefined, within.names) : within.names.map(writeName).join('.');
  if (!isStart || root.place === undefined || root.place.shape === shape) return undefined;
  const outside = findDeepField(root.place.shape, name);
  return outside === undefined ? undefined : joinSteps('$$', outside.names);
}

/** A name that no dot stands before. */
function isPathStart({ source }: Analyst, { start }: SyntaxNode): boolean {
  return !/\.(?:\s|\/\*[\s\S]*?\*\/)*$/.test(source.slice(Math.max(0, start - 200), start));
}

/** The nearest place outside that has the field and can be written as a path from the root. */
function findOuterHolder(name: string, context: Context): PayloadPlace | undefined {
  const root = context.root.place;
  for (let { outer } = context; outer !== undefined; outer = outer.outer) {
    const { place } = outer.item;
    if (place !== undefined && !place.path.includes('[]') && place.shape.fields.has(name)) return place;
  }
  return root?.shape.fields.has(name) === true ? root : undefined;
}
