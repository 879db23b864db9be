import { diagnose } from './diagnostic.ts';
import type { Diagnostic, Span } from './diagnostic.ts';
import type { DiagnosticCode } from './diagnostic-codes.ts';

export type Phase = 'compile' | 'render';

/** Thrown by compile and by render; `diagnostics` is never empty and starts with the error that the message repeats. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly diagnostics: Diagnostic[];
  readonly phase: Phase;

  constructor(phase: Phase, diagnostics: Diagnostic[], options?: ErrorOptions) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join('; '), options);
    this.phase = phase;
    this.diagnostics = diagnostics;
  }
}

/** A render error with one diagnostic. */
export function renderError(code: DiagnosticCode, message: string, span?: Span): TemplateError {
  return new TemplateError('render', [diagnose(code, message, span)]);
}
