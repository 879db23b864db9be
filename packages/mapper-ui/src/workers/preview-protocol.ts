import type { Diagnostic, Fix, Format, FormatOptions, Language, Partials, Shape, Target, Trace } from '@postmap/engine';
import type { Facts } from '@postmap/server/contract';

/** What is previewed; `payload` is JSON text, `eventType` and `facts` are what `$event` says. The same facts and partials are the same objects. */
export interface PreviewInput {
  readonly language: Language;
  readonly format: Format;
  readonly formatOptions: FormatOptions;
  readonly source: string;
  /** What other templates call it by. */
  readonly name: string;
  readonly partials: Partials;
  readonly payload: string;
  readonly eventType: string;
  readonly facts: Facts;
  /** What is known of all payloads: with it, what the template means for them is looked at too. The same shape is the same object. */
  readonly shape?: Shape | undefined;
  /** What the output is held against. The same target is the same object. */
  readonly target?: Target | undefined;
}

export interface PreviewRequest {
  readonly run: number;
  readonly input: Omit<PreviewInput, 'shape'>;
  /** Absent where it is that of the request before: shapes are large. */
  readonly shape?: { readonly known: Shape | undefined };
}

export interface PreviewSuccess {
  readonly ok: true;
  /** What is sent, for reading: indented, or the fields of a form one a line. */
  readonly pretty: string;
  readonly body: string;
  /** What a JSONata template gave, before it was put into its format. */
  readonly value?: unknown;
  /** Empty where there is no body to describe. */
  readonly contentType: string;
  /** With format `query`: what goes into the URL; else null. */
  readonly query: string | null;
  /** Bytes of the body, or of the query, in UTF-8. */
  readonly size: number;
  readonly diagnostics: readonly PreviewDiagnostic[];
  readonly durationMs: number;
  /** When it was rendered, in milliseconds since 1970: what a template says of its event's time goes by it. */
  readonly renderedAt: number;
}

export interface PreviewFailure {
  readonly ok: false;
  readonly diagnostics: readonly PreviewDiagnostic[];
  readonly durationMs: number;
}

/** An engine diagnostic, or one about the preview itself, which has no place in the template. */
export interface PreviewDiagnostic {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly span?: { readonly start: number; readonly end: number };
  readonly fix?: Fix;
}

export type PreviewOutcome = PreviewSuccess | PreviewFailure;

export interface PreviewResponse {
  readonly run: number;
  /** Null says that the run has begun: the worker has been fetched and started, and time counts from then on. */
  readonly outcome: PreviewOutcome | null;
}

/** Asks where the output of an input comes from, which was rendered at `renderedAt`. */
export interface TraceRequest {
  readonly trace: number;
  readonly input: Omit<PreviewInput, 'shape'>;
  readonly renderedAt: number;
}

export type TraceOutcome =
  { readonly ok: true; readonly trace: Trace } | { readonly ok: false; readonly message: string };

export interface TraceResponse {
  readonly trace: number;
  /** Null says that it has begun. */
  readonly outcome: TraceOutcome | null;
}
