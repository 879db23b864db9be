import { renderDiagnostic, renderFix } from '@postmap/engine';
import type { Diagnostic } from '@postmap/engine';

/** A file's name and text, for messages that point into it. */
export interface NamedText {
  name: string;
  text: string;
}

/** A diagnostic with the file it is about and, where it has a span, its place: lines and columns count from 1, the end is past the last. */
export interface PlacedDiagnostic extends Diagnostic {
  file: string;
  line?: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
}

/** What these say, they say about the payload. */
const PAYLOAD_CODES: ReadonlySet<string> = new Set(['invalid-json', 'payload-too-deep', 'number-precision']);

export interface DiagnosticTexts {
  template: NamedText;
  payload?: NamedText;
}

export function placeDiagnostic(diagnostic: Diagnostic, texts: DiagnosticTexts): PlacedDiagnostic {
  const { name, text } = chooseText(diagnostic, texts);
  if (diagnostic.span === undefined) return { ...diagnostic, file: name };
  const [start, end] = [locate(text, diagnostic.span.start), locate(text, diagnostic.span.end)];
  return { ...diagnostic, file: name, ...start, endLine: end.line, endColumn: end.column };
}

/** The diagnostic for people: with its place, the source line and carets, or without a span with the file's name; then its fix. */
export function describeDiagnostic(diagnostic: Diagnostic, texts: DiagnosticTexts): string {
  const { name, text } = chooseText(diagnostic, texts);
  const shown = renderDiagnostic(diagnostic, text, { name });
  const placed = diagnostic.span === undefined ? `${shown}\n --> ${name}` : shown;
  return diagnostic.fix === undefined ? placed : `${placed}\n${renderFix(diagnostic.fix, text)}`;
}

function locate(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

function chooseText({ code }: Diagnostic, { template, payload = template }: DiagnosticTexts): NamedText {
  return PAYLOAD_CODES.has(code) ? payload : template;
}
