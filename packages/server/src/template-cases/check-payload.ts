import { diagnosticCodes, parsePayload, PayloadError } from '@postmap/engine';
import type { Diagnostic } from '@postmap/engine';

/** What keeps a payload from being read, with its place; undefined for one that can be. */
export function checkPayload(text: string): Diagnostic | undefined {
  try {
    parsePayload(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    const { code, line, column } = error;
    // The place is shown beside it: saying it twice would only hide what is wrong.
    const message = error.message.replace(/^line \d+, column \d+: /, '');
    const start = offsetOf(text, line, column);
    return { code, severity: diagnosticCodes[code].severity, message, span: { start, end: start + 1 } };
  }
}

function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n').slice(0, line - 1);
  return lines.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}
