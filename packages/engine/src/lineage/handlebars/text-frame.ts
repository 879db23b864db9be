import { CONSTANT, joinFlows } from '../flow.ts';
import type { Flow } from '../flow.ts';

/** What a path of a Handlebars template is looked up in. */
export interface TextFrame {
  /** `this` */
  context: Flow;
  /** What `../` leads to. */
  outer: TextFrame | undefined;
  /** Block parameters, those of blocks around it too. */
  parameters: ReadonlyMap<string, Flow>;
  /** What each `{{#each}}` around it goes through, the innermost first: `@index` and its like are of these. */
  loops: readonly Flow[];
}

export function openTextFrame(
  outer: TextFrame,
  context: Flow,
  parameters: readonly (readonly [string, Flow])[],
  loops: readonly Flow[] = outer.loops,
): TextFrame {
  return { context, outer, parameters: new Map([...outer.parameters, ...parameters]), loops };
}

/** One or the other, not known which. */
export function joinFrames(one: TextFrame, other: TextFrame | undefined): TextFrame {
  if (other === undefined) return one;
  return {
    ...one,
    context: joinFlows(one.context, other.context),
    outer: one.outer === undefined ? other.outer : joinFrames(one.outer, other.outer),
  };
}

export function contextAt(frame: TextFrame, depth: number): Flow {
  let found: TextFrame | undefined = frame;
  for (let level = 0; level < depth; level++) found = found?.outer;
  return found?.context ?? CONSTANT;
}
