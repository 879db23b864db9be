import type { ReadRole, Span, Trace } from '@postmap/engine';
import type { Place } from './place.ts';

/** What went into one run of a template, and what it gave. */
export interface TracedRun {
  source: string;
  payload: unknown;
  /** What was sent: the text whose ranges text places are. */
  sent: string;
  trace: Trace;
}

/** A place of the payload or of the context that was read, with the expressions that read it. */
export interface Input {
  /** `$$` is the payload; else `$event`, `$customer` or `$trigger`. */
  readonly root: string;
  readonly pointer: string;
  readonly role: ReadRole;
  readonly spans: readonly Span[];
}

/** An expression that reads. */
export interface ReadSpan extends Span {
  readonly role: ReadRole;
}

/** Where one place of an output comes from. */
export interface PlaceLineage {
  readonly place: Place;
  /** The expression that made it, or the smallest one around it that made something; undefined where that is not known. */
  readonly expression: Span | undefined;
  /** What it is computed from, then what decides that it is there. */
  readonly inputs: readonly Input[];
}

/** A place of an output that something feeds, or decides about. */
export interface FedPlace {
  readonly place: Place;
  readonly role: ReadRole;
  /** What is around it was read as a whole: whether it itself gets into the place is not known. */
  readonly isWhole?: boolean;
}

/** What can be asked about a run, whichever kind of output it gave. */
export interface OutputTrace {
  lineageOf: (place: Place) => PlaceLineage;
  /** What a field of the payload feeds, by its id in the source tree: all items of lists on the way, and all that is in it. */
  fedBy: (fieldId: string) => { places: FedPlace[]; spans: ReadSpan[] };
  /** What the expressions within a span of the source made, or what was read there feeds. */
  madeBy: (span: Span) => FedPlace[];
}
