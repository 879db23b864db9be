import type { Diagnostic } from '@postmap/engine';

/** One line for each diagnostic, as `expected.diagnostics.txt` has them; empty text for none. */
export function describeDiagnostics(diagnostics: readonly Pick<Diagnostic, 'code' | 'severity' | 'message'>[]): string {
  return diagnostics.map(({ code, severity, message }) => `${severity}[${code}]: ${message}\n`).join('');
}
