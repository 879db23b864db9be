import type { Span } from '../diagnostics/diagnostic.ts';
import type { LambdaNode, SyntaxNode, TransformNode } from '../languages/jsonata/tree/syntax-node.ts';
import type { LinkRole } from './projection.ts';
import { enterPlace, isArrayPlace, writePointer } from './source-place.ts';
import type { SourcePlace } from './source-place.ts';

/** A place that is read, by what, and what for. */
export interface Reading {
  place: SourcePlace;
  span: Span;
  role: LinkRole;
}

export type Callable =
  | { kind: 'lambda'; node: LambdaNode; context: ReadingContext }
  | { kind: 'transform'; node: TransformNode; context: ReadingContext }
  | { kind: 'built-in'; name: string };

/** What an expression gives, for all payloads at once. */
export interface Reached {
  /** It is what is in these places. */
  places: readonly { place: SourcePlace; span: Span }[];
  /** It is made of these, or depends on them. */
  readings: readonly Reading[];
  /** Of an object that the template builds. */
  fields: ReadonlyMap<string, Reached> | undefined;
  callable: Callable | undefined;
  /** Of a variable: the expression that it was given. */
  node?: SyntaxNode;
}

export const NOTHING: Reached = { places: [], readings: [], fields: undefined, callable: undefined };

/** What an expression is read in. */
export interface ReadingContext {
  /** `$` */
  item: Reached;
  /** What `%` means; undefined where it cannot be told. */
  parent: ReadingContext | undefined;
  variables: Variables;
}

export class Variables {
  readonly outer: Variables | undefined;
  private readonly known = new Map<string, { reached: Reached; isParameter: boolean }>();

  constructor(outer?: Variables) {
    this.outer = outer;
  }

  /** A parameter stands for its argument; what reads another variable reads it where the variable stands. */
  set(name: string, reached: Reached, isParameter = false): void {
    this.known.set(name, { reached, isParameter });
  }

  /** Innermost first, also those that are hidden by others of the name. */
  *list(): Generator<[string, Reached]> {
    for (const [name, { reached }] of this.known) yield [name, reached];
    if (this.outer !== undefined) yield* this.outer.list();
  }

  get(name: string): { reached: Reached; isParameter: boolean } | undefined {
    return this.known.get(name) ?? this.outer?.get(name);
  }
}

export function reachPlace(place: SourcePlace, span: Span): Reached {
  return { ...NOTHING, places: [{ place, span }] };
}

export function joinReached(first: Reached, second: Reached): Reached {
  if (first === NOTHING) return second;
  if (second === NOTHING) return first;
  return {
    places: [...first.places, ...second.places],
    readings: [...first.readings, ...second.readings],
    fields: first.fields ?? second.fields,
    callable: first.callable ?? second.callable,
  };
}

export function withReadings(reached: Reached, readings: readonly Reading[]): Reached {
  return readings.length === 0 ? reached : { ...reached, readings: [...reached.readings, ...readings] };
}

/** All that is read for a value, in the role that it has; what is a condition or a filter in it stays one. */
export function readingsOf({ places, readings, fields }: Reached, role: LinkRole = 'value'): Reading[] {
  const all: Reading[] = places.map(({ place, span }) => ({ place, span, role }));
  for (const reading of readings)
    all.push(reading.role === 'value' && role !== 'value' ? { ...reading, role } : reading);
  if (fields !== undefined) for (const field of fields.values()) all.push(...readingsOf(field, role));
  return all;
}

/** Of an object in an object, so many fields are followed: a few variables can stand for endless ones. */
const MAX_FIELDS = 300;

/** The same, read where `span` is; what is within `span` already stays there. */
export function relocate(reached: Reached, span: Span, limit = { left: MAX_FIELDS }): Reached {
  const move = <T extends { span: Span }>(read: T): T =>
    read.span.start >= span.start && read.span.end <= span.end ? read : { ...read, span };
  const places = dropRepeated(reached.places.map(move));
  const readings = dropRepeated(reached.readings.map(move));
  if (reached.fields === undefined) return { ...reached, places, readings };
  const fields = new Map<string, Reached>();
  for (const [name, field] of reached.fields) {
    if (field !== NOTHING && limit.left-- <= 0) break;
    fields.set(name, relocate(field, span, limit));
  }
  return { ...reached, places, readings, fields };
}

/** The same without what is there twice. */
export function settle(reached: Reached): Reached {
  return { ...reached, places: dropRepeated(reached.places), readings: dropRepeated(reached.readings) };
}

/** More are looked through for what is there twice: a value that is read twice would otherwise double with each variable. */
const FEW = 16;

function dropRepeated<T extends { place: SourcePlace; span: Span; role?: LinkRole }>(all: readonly T[]): readonly T[] {
  if (all.length <= FEW) return all;
  const known = new Map<string, T>();
  for (const one of all) {
    const key = `${writePointer(one.place)} ${one.role ?? ''} ${one.span.start} ${one.span.end}`;
    if (!known.has(key)) known.set(key, one);
  }
  return known.size === all.length ? all : [...known.values()];
}

/** Computed from all of these. */
export function madeOf(given: readonly Reached[]): Reached {
  return withReadings(
    NOTHING,
    given.flatMap((reached) => readingsOf(reached)),
  );
}

/** One item of what an array is. */
export function enter(reached: Reached): Reached {
  if (!reached.places.some(({ place }) => isArrayPlace(place))) return reached;
  return { ...reached, places: reached.places.map(({ place, span }) => ({ place: enterPlace(place), span })) };
}
