import type { Span } from '../diagnostics/diagnostic.ts';
import type { Reading } from './flow.ts';

/** The output holds it or is computed from it; or it decides whether the output is there, how often, in which order. */
export type ReadRole = 'value' | 'control';

/** One input of one place of the output, for all payloads. */
export interface LineageRead<Output> {
  /** With all that is below it, or within it. */
  output: Output;
  /**
   * Names from `$$` (the payload) or `$event`, `$customer`, `$trigger`, with all that is below it. Positions have no name, nor
   * have the fields of an object that `{{#each}}` goes through.
   */
  input: Reading;
  role: ReadRole;
  /** The expressions that read it, in source order. */
  spans: Span[];
}

/** The expressions that make one place of the output, in source order: several where a condition chooses. */
export interface LineageOrigin<Output> {
  output: Output;
  spans: Span[];
}

/** Where a template's output comes from, for all payloads. */
export interface LineageOf<Output> {
  /** In the order of the output. */
  reads: LineageRead<Output>[];
  origins: LineageOrigin<Output>[];
}

/**
 * A JSONata template makes a value: places of its output are JSON Pointers (RFC 6901) without the positions of arrays, `*`
 * for a key that is computed, empty for the output as a whole. A Handlebars template makes text: places are the spans of the
 * tags and blocks in its source, which stand for whatever they put out.
 */
export type Lineage = ({ produces: 'value' } & LineageOf<string>) | ({ produces: 'text' } & LineageOf<Span>);

/** One input of one place of the output, as one render read it. */
export interface TracedRead<Output> {
  /** With all that is below it, or within it. */
  output: Output;
  /** `$$` is the payload; else `$event`, `$customer` or `$trigger`. */
  root: string;
  /** JSON Pointer (RFC 6901) into the root, with positions; with all that is below it. */
  input: string;
  role: ReadRole;
  /** The expression that read it. */
  span: Span;
}

export interface TracedOrigin<Output> {
  output: Output;
  /** The expression that made it. */
  span: Span;
}

/** Where the output of one render came from. */
export interface TraceOf<Output> {
  /** In the order of the output. */
  reads: TracedRead<Output>[];
  origins: TracedOrigin<Output>[];
  /** There was more than is listed. */
  truncated: boolean;
}

/**
 * Of a JSONata template, with JSON Pointers into `value` (undefined where nothing matched); or of a Handlebars template, with
 * UTF-16 ranges [start, end) of `text`, as it was before its format read it.
 */
export type Trace =
  ({ produces: 'value'; value: unknown } & TraceOf<string>) | ({ produces: 'text'; text: string } & TraceOf<Span>);
