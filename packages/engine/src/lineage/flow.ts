import type { Span } from '../diagnostics/diagnostic.ts';
import type { LambdaNode, TransformNode } from '../languages/jsonata/tree/syntax-node.ts';
import type { FlowContext } from './jsonata/flow-context.ts';

/**
 * A place that is read, as names from a root: `$$` is the payload, `$event` and its like are the context. Arrays are gone
 * through without a name of their own, and a place stands for everything below it, too: `$$` alone is anything at all.
 */
export type Reading = string;

/** Places, each with the expressions that read it; none where the expression that reads it is not yet at its end. */
export type Readings = ReadonlyMap<Reading, ReadonlySet<Span>>;

export const PAYLOAD: Reading = '$$';

export type Callable =
  | { kind: 'lambda'; node: LambdaNode; context: FlowContext }
  | { kind: 'transform'; node: TransformNode; context: FlowContext }
  | { kind: 'built-in'; name: string };

/** Where a value comes from. */
export interface Flow {
  /** It is what is in these places, as it is: its fields are theirs. */
  places: Readings;
  /** It is computed from these. */
  derived: Readings;
  /** These decide whether it is there, how often, and in which order. */
  controls: Readings;
  /** Of objects that the template builds; `*` for a key that is computed. */
  fields: ReadonlyMap<string, Flow>;
  /** The expressions that make it what the field it is in is set to. */
  made: ReadonlySet<Span>;
  callables: readonly Callable[];
}

const NO_SPANS: ReadonlySet<never> = new Set<never>();
const NONE: Readings = new Map<Reading, ReadonlySet<Span>>();
const NO_FIELDS: ReadonlyMap<string, Flow> = new Map<string, Flow>();

/** A value that is written in the template. */
export const CONSTANT: Flow = {
  places: NONE,
  derived: NONE,
  controls: NONE,
  fields: NO_FIELDS,
  made: NO_SPANS,
  callables: [],
};

/** Anything of the payload may be in it. */
export const ANYTHING: Flow = derivedFrom(new Map([[PAYLOAD, NO_SPANS]]));

export function placeFlow(place: Reading): Flow {
  return { ...CONSTANT, places: new Map([[place, NO_SPANS]]) };
}

export function derivedFrom(derived: Readings): Flow {
  return { ...CONSTANT, derived };
}

export function functionFlow(callable: Callable): Flow {
  return { ...CONSTANT, callables: [callable] };
}

export function withControls(flow: Flow, readings: Readings): Flow {
  return readings.size === 0 ? flow : { ...flow, controls: joinReadings(flow.controls, readings) };
}

/** What a field is set to, by the expression at `span`. */
export function madeBy(flow: Flow, span: Span): Flow {
  return { ...flow, made: new Set([span]) };
}

/** One or the other. */
export function joinFlows(first: Flow, second: Flow): Flow {
  if (first === CONSTANT) return second;
  if (second === CONSTANT || first === second) return first;
  const fields = new Map(first.fields);
  for (const [name, flow] of second.fields) {
    const known = fields.get(name);
    fields.set(name, known === undefined ? flow : joinFlows(known, flow));
  }
  return {
    places: joinReadings(first.places, second.places),
    derived: joinReadings(first.derived, second.derived),
    controls: joinReadings(first.controls, second.controls),
    fields,
    made: joinSets(first.made, second.made),
    callables: [...new Set([...first.callables, ...second.callables])],
  };
}

export function joinReadings(first: Readings, second: Readings): Readings {
  if (first.size === 0 || first === second) return second;
  if (second.size === 0) return first;
  const joined = new Map(first);
  for (const [reading, spans] of second) joined.set(reading, joinSets(joined.get(reading) ?? NO_SPANS, spans));
  return joined;
}

function joinSets(first: ReadonlySet<Span>, second: ReadonlySet<Span>): ReadonlySet<Span> {
  if (first.size === 0 || first === second) return second;
  return second.size === 0 ? first : new Set([...first, ...second]);
}

/** The field of that name; a field of what is computed comes from the same places. */
export function selectFlow(flow: Flow, name: string): Flow {
  const places = new Map([...flow.places.keys()].map((place) => [`${place}.${quoteName(name)}`, NO_SPANS]));
  const own: Flow = { ...CONSTANT, places, derived: flow.derived, controls: flow.controls };
  return [flow.fields.get(name), flow.fields.get('*')].reduce<Flow>(
    (joined, field) => (field === undefined ? joined : joinFlows(joined, field)),
    own,
  );
}

/** Some part of the value, not known which: its own places, since they stand for all below them. */
export function anyPart(flow: Flow): Flow {
  return withControls(derivedFrom(readingsOf(flow)), flow.controls);
}

/** Everything that the value holds comes from these. */
export function readingsOf(flow: Flow): Readings {
  const own = joinReadings(flow.places, flow.derived);
  return [...flow.fields.values()].map(allOf).reduce(joinReadings, own);
}

/** Readings of either kind: what a condition depends on. */
export function allOf(flow: Flow): Readings {
  return joinReadings(readingsOf(flow), flow.controls);
}

/** The flow at the end of an expression: what it reads and no expression within it has read to the end, it reads itself. */
export function readAt(flow: Flow, span: Span): Flow {
  const [places, derived, controls] = [flow.places, flow.derived, flow.controls].map((readings) =>
    readingsAt(readings, span),
  );
  if (places === flow.places && derived === flow.derived && controls === flow.controls) return flow;
  return { ...flow, places: places ?? NONE, derived: derived ?? NONE, controls: controls ?? NONE };
}

export function readingsAt(readings: Readings, span: Span): Readings {
  let isRead = true;
  for (const spans of readings.values()) isRead &&= spans.size > 0;
  if (isRead) return readings;
  const here: ReadonlySet<Span> = new Set([span]);
  return new Map([...readings].map(([reading, spans]) => [reading, spans.size > 0 ? spans : here]));
}

export function quoteName(name: string): string {
  return /^[\w-]+$/.test(name) ? name : `\`${name}\``;
}
