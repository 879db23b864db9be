import type { Diagnostic, RenderContext, Template } from '@postmap/engine';

/** One rendering. `payload` is JSON text as stored; it is parsed where it is rendered. */
export interface RenderJob {
  template: Template;
  payload: string;
  context: RenderContext;
  /** Handlebars strings to render with the same payload and context; what `url` inserts is percent-encoded. */
  target?: { url: string; headers: [string, string][] } | undefined;
}

export type RenderOutcome =
  | {
      kind: 'rendered';
      body: string;
      /** Empty where there is no body to describe. */
      contentType: string;
      /** With format `query`: what goes into the URL, percent-encoded, without a leading `?` or `&`. */
      query?: string;
      value?: unknown;
      target: { url: string; headers: [string, string][] } | null;
      diagnostics: Diagnostic[];
      durationMs: number;
    }
  | {
      kind: 'failed';
      diagnostics: Diagnostic[];
      /** True when trying again may help: the wall-clock deadline, or a render process that died of memory. */
      retryable: boolean;
      /** Set when no render process could be had: nothing is known of the template, and it is worth trying later. */
      unavailable?: true;
      durationMs: number;
    };

/** A JSONata expression over a payload: a condition, with truthiness as JSONata's `$boolean`, or what gives a key. */
export interface ConditionJob {
  source: string;
  context: RenderContext;
  /** `truth` unless said. */
  asks?: 'truth' | 'key';
}
/** `key` answers what asked for one: null for nothing, null and empty text, and then it does not hold. */
export type ConditionOutcome =
  { kind: 'answered'; holds: boolean; key?: string | null } | { kind: 'failed'; diagnostics: Diagnostic[] };

/** Runs templates in child processes that are killed at a deadline. Never rejects for what a template does. */
export interface RenderPool {
  /** `withValue` asks for `value`, which costs a second copy of what the body holds. */
  render(job: RenderJob, options?: { deadlineMs?: number; withValue?: boolean }): Promise<RenderOutcome>;
  /** Renders only a target, for a delivery whose body is on record. */
  renderTarget(job: Omit<RenderJob, 'template'> & { target: NonNullable<RenderJob['target']> }): Promise<RenderOutcome>;
  /** One outcome per condition, in order. They share one deadline; one that exceeds it fails alone, and those after it get a new one. */
  checkConditions(
    payload: string,
    conditions: ConditionJob[],
    options?: { deadlineMs?: number },
  ): Promise<ConditionOutcome[]>;
  close(): Promise<void>;
}
