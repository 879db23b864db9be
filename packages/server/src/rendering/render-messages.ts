import type { Diagnostic, RenderContext, StringEscaping, Template } from '@postmap/engine';
import type { ConditionJob, ConditionOutcome } from './render-pool.ts';

/** What a render process is asked to do: one task at a time. */
export type RenderTask =
  | { kind: 'render'; template: Template; payload: string; context: RenderContext; withValue: boolean }
  | { kind: 'strings'; strings: NamedString[]; payload: string; context: RenderContext }
  | { kind: 'conditions'; payload: string; conditions: ConditionJob[] };

/** A Handlebars string; `name` begins its diagnostics. */
export interface NamedString {
  name: string;
  source: string;
  escaping: StringEscaping;
}

/** What a render process says: `ready` once, then for each task any number of `condition` and exactly one of the others. */
export type RenderReply =
  { kind: 'ready' } | { kind: 'condition'; index: number; outcome: ConditionOutcome } | FinalReply;

export type FinalReply =
  | { kind: 'rendered'; body: string; contentType: string; query?: string; value?: unknown; diagnostics: Diagnostic[] }
  | { kind: 'strings'; values: string[] }
  | { kind: 'conditions' }
  | { kind: 'failed'; diagnostics: Diagnostic[] };
