import type { Diagnostic, Language, RenderContext, Template } from '@postmap/engine';

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

/** A JSONata expression over a payload: a condition, with truthiness as JSONata's `$boolean`, or what gives a key or a small value. */
export interface ConditionJob {
  source: string;
  context: RenderContext;
  /** `truth` unless said. */
  asks?: 'truth' | 'key' | 'value';
}
/**
 * `key` answers what asked for one: null for nothing, null and empty text, and then it does not hold. `value` answers what asked for one, as
 * JSON has it: null for nothing; what is larger than 64 KB as JSON is a failure.
 */
export type ConditionOutcome =
  | { kind: 'answered'; holds: boolean; key?: string | null; value?: unknown }
  | { kind: 'failed'; diagnostics: Diagnostic[] };

/** How busy the render processes of a language are. `ended` counts those that ended since the start: killed at a deadline or for their memory, or crashed. */
export interface RenderLoad {
  language: Language;
  busy: number;
  idle: number;
  /** Tasks that wait for a process. */
  waiting: number;
  ended: number;
}

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
  readLoad(): RenderLoad[];
  close(): Promise<void>;
}
