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
      contentType: string;
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
      durationMs: number;
    };

/** A JSONata condition over a payload; truthiness as JSONata's `$boolean`. */
export interface ConditionJob {
  source: string;
  context: RenderContext;
}
export type ConditionOutcome = { kind: 'answered'; holds: boolean } | { kind: 'failed'; diagnostics: Diagnostic[] };

/** Runs templates in child processes that are killed at a deadline. Never rejects for what a template does. */
export interface RenderPool {
  render(job: RenderJob, options?: { deadlineMs?: number }): Promise<RenderOutcome>;
  /** Renders only a target, for a delivery whose body is on record. */
  renderTarget(job: Omit<RenderJob, 'template'> & { target: NonNullable<RenderJob['target']> }): Promise<RenderOutcome>;
  /** One outcome per condition, in order; they share one deadline. */
  checkConditions(payload: string, conditions: ConditionJob[], options?: { deadlineMs?: number }): Promise<ConditionOutcome[]>;
  close(): Promise<void>;
}
