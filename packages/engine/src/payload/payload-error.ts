import type { DiagnosticCode } from '../diagnostics/diagnostic-codes.ts';

/** A payload that cannot be read; line and column from 1. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
  readonly code: Extract<DiagnosticCode, 'invalid-json' | 'payload-too-deep'>;
  readonly line: number;
  readonly column: number;

  constructor(code: PayloadError['code'], message: string, line: number, column: number, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.line = line;
    this.column = column;
  }
}
