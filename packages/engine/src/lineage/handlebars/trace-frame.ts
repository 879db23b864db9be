import { CONTEXT_NAMES } from '../context-names.ts';
import { placedValue, writtenValue } from './traced-value.ts';
import type { TracedValue } from './traced-value.ts';

/** What a path is looked up in while a template is rendered. */
export interface TraceFrame {
  /** `this`, and what `../` leads to, from the inside out. */
  contexts: readonly [TracedValue, ...TracedValue[]];
  /** Block parameters, those of blocks around it too. */
  parameters: ReadonlyMap<string, TracedValue>;
  /** `@root`, `@event` and so on; of each `{{#each}}` its own, from the inside out. */
  data: readonly [ReadonlyMap<string, TracedValue>, ...ReadonlyMap<string, TracedValue>[]];
}

export function rootFrame(payload: unknown, bindings: Record<string, unknown>): TraceFrame {
  const root = placedValue(payload, '$$');
  const data = new Map([['root', root]]);
  for (const name of CONTEXT_NAMES) data.set(name, placedValue(bindings[name], `$${name}`));
  return { contexts: [root], parameters: new Map(), data: [data] };
}

/** Within a block. A context that is the same as the one around it adds no level for `../`. */
export function enterContext(
  frame: TraceFrame,
  context: TracedValue,
  parameters: readonly (readonly [string, TracedValue])[],
): TraceFrame {
  const [current, ...outer] = frame.contexts;
  return {
    ...frame,
    contexts: isSame(context.value, current.value) ? [context, ...outer] : [context, ...frame.contexts],
    parameters: parameters.length === 0 ? frame.parameters : new Map([...frame.parameters, ...parameters]),
  };
}

/** Within one round of `{{#each}}`. `@index` and its like come from its item. */
export function enterRound(
  frame: TraceFrame,
  round: { index: number; key: string | number; isLast: boolean },
  { values, controls }: TracedValue,
): TraceFrame {
  const { index, key, isLast } = round;
  const own = Object.entries({ index, key, first: index === 0, last: isLast }).map(
    ([name, value]): [string, TracedValue] => [name, { ...writtenValue(value), values, controls }],
  );
  return { ...frame, data: [new Map([...frame.data[0], ...own]), ...frame.data] };
}

/** Handlebars compares contexts with `==`; the text that an object is turned into there is no context that anybody has. */
function isSame(one: unknown, other: unknown): boolean {
  if ((typeof one === 'object' && one !== null) || (typeof other === 'object' && other !== null)) return one === other;
  // oxlint-disable-next-line eqeqeq -- as Handlebars does it
  return one == other;
}
