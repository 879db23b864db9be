import type { LambdaNode, TransformNode } from '../languages/jsonata/tree/syntax-node.ts';
import type { FlowContext } from './flow-context.ts';

/**
 * A place that is read, as names from a root: `$$` is the payload, `$event` and its like are the context. Arrays are gone
 * through without a name of their own, and a place stands for everything below it, too: `$$` alone is anything at all.
 */
export type Reading = string;

export const PAYLOAD: Reading = '$$';

export type Callable =
  | { kind: 'lambda'; node: LambdaNode; context: FlowContext }
  | { kind: 'transform'; node: TransformNode; context: FlowContext }
  | { kind: 'built-in'; name: string };

/** Where a value comes from. */
export interface Flow {
  /** It is what is in these places, as it is: its fields are theirs. */
  places: ReadonlySet<Reading>;
  /** It is computed from these. */
  derived: ReadonlySet<Reading>;
  /** These decide whether it is there, how often, and in which order. */
  controls: ReadonlySet<Reading>;
  /** Of objects that the template builds; `*` for a key that is computed. */
  fields: ReadonlyMap<string, Flow>;
  callables: readonly Callable[];
}

const NONE: ReadonlySet<never> = new Set<never>();
const NO_FIELDS: ReadonlyMap<string, Flow> = new Map<string, Flow>();

/** A value that is written in the template. */
export const CONSTANT: Flow = { places: NONE, derived: NONE, controls: NONE, fields: NO_FIELDS, callables: [] };

/** Anything of the payload may be in it. */
export const ANYTHING: Flow = derivedFrom([PAYLOAD]);

export function placeFlow(place: Reading): Flow {
  return { ...CONSTANT, places: new Set([place]) };
}

export function derivedFrom(readings: Iterable<Reading>): Flow {
  return { ...CONSTANT, derived: new Set(readings) };
}

export function functionFlow(callable: Callable): Flow {
  return { ...CONSTANT, callables: [callable] };
}

export function withControls(flow: Flow, readings: Iterable<Reading>): Flow {
  const controls = new Set([...flow.controls, ...readings]);
  return controls.size === flow.controls.size ? flow : { ...flow, controls };
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
    places: new Set([...first.places, ...second.places]),
    derived: new Set([...first.derived, ...second.derived]),
    controls: new Set([...first.controls, ...second.controls]),
    fields,
    callables: [...new Set([...first.callables, ...second.callables])],
  };
}

/** The field of that name; a field of what is computed comes from the same places. */
export function selectFlow(flow: Flow, name: string): Flow {
  const places = new Set([...flow.places].map((place) => `${place}.${quote(name)}`));
  const own: Flow = { places, derived: flow.derived, controls: flow.controls, fields: NO_FIELDS, callables: [] };
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
export function readingsOf(flow: Flow): Set<Reading> {
  const readings = new Set([...flow.places, ...flow.derived]);
  for (const field of flow.fields.values()) for (const reading of allOf(field)) readings.add(reading);
  return readings;
}

/** Readings of either kind: what a condition depends on. */
export function allOf(flow: Flow): Set<Reading> {
  return new Set([...readingsOf(flow), ...flow.controls]);
}

function quote(name: string): string {
  return /^[\w-]+$/.test(name) ? name : `\`${name}\``;
}
