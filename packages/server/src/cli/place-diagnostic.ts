import { renderDiagnostic } from '@postmap/engine';
import type { Diagnostic } from '@postmap/engine';

/** A file's name and text, for messages that point into it. */
export interface NamedText {
  name: string;
  text: string;
}

/** A diagnostic with the file it is about and, where it has a span, its place; line and column count from 1. */
export interface PlacedDiagnostic extends Diagnostic {
  file: string;
  line?: number;
  column?: number;
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
  const before = text.slice(0, diagnostic.span.start);
  const line = before.split('\n').length;
  return { ...diagnostic, file: name, line, column: before.length - before.lastIndexOf('\n') };
}

/** The diagnostic for people: with its place, the source line and carets, or without a span with the file's name. */
export function describeDiagnostic(diagnostic: Diagnostic, texts: DiagnosticTexts): string {
  const { name, text } = chooseText(diagnostic, texts);
  const shown = renderDiagnostic(diagnostic, text, { name });
  return diagnostic.span === undefined ? `${shown}\n --> ${name}` : shown;
}

function chooseText({ code }: Diagnostic, { template, payload = template }: DiagnosticTexts): NamedText {
  return PAYLOAD_CODES.has(code) ? payload : template;
}
