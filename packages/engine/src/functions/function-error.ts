import type { DiagnosticCode } from '../diagnostics/diagnostic-codes.ts';

/** Thrown by a function that cannot use what it was given; the language adds the function's name and the place of the call. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly code: DiagnosticCode;

  constructor(code: DiagnosticCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
