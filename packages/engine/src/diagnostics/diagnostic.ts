import { diagnosticCodes } from './diagnostic-codes.ts';
import type { DiagnosticCode, Severity } from './diagnostic-codes.ts';
import type { TextEdit } from './text-edit.ts';

/** UTF-16 offsets into the template source, `[start, end)`; one past its end where something is missing there. */
export interface Span {
  start: number;
  end: number;
}

/** An edit of the template source that would mend what a diagnostic says; edits are in source order and do not overlap. */
export interface Fix {
  title: string;
  edits: TextEdit[];
}

export interface Diagnostic {
  code: DiagnosticCode;
  severity: Severity;
  message: string;
  span?: Span;
  /** Where the fault lies in a partial: its name, and the place in its source. `span` is then the call that leads there. */
  partial?: { name: string; span?: Span };
  /** The code that the jsonata package gave, such as `T2001`. */
  jsonataCode?: string;
  fix?: Fix;
}

/** A diagnostic with the severity that the registry gives its code. */
export function diagnose(code: DiagnosticCode, message: string, span?: Span): Diagnostic {
  const diagnostic: Diagnostic = { code, severity: diagnosticCodes[code].severity, message };
  return span === undefined ? diagnostic : { ...diagnostic, span };
}
