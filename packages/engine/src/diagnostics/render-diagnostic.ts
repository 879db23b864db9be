import { cutLine } from './cut-line.ts';
import type { Diagnostic } from './diagnostic.ts';
import { positionAt } from './position.ts';

/**
 * The diagnostic for people: severity, code and message, then `name:line:column`, the source line and carets under the span.
 * Without a span it is the first line only.
 */
export function renderDiagnostic(diagnostic: Diagnostic, source: string, options: { name?: string } = {}): string {
  const headline = `${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}`;
  if (diagnostic.span === undefined) return headline;
  const { start, end } = diagnostic.span;
  const { line, column, text } = positionAt(source, start);
  const { shown, offset } = cutLine(text, column);
  const width = Math.max(1, Math.min(end - start, shown.length - offset));
  const gutter = String(line);
  const pad = ' '.repeat(gutter.length);
  // Tabs stay tabs in the indent, so that the caret stands under its character whatever the tab width is.
  const indent = shown.slice(0, offset).replace(/[^\t]/g, ' ');
  return [
    headline,
    `${pad}--> ${options.name ?? 'template'}:${line}:${column}`,
    `${gutter} | ${shown}`,
    `${pad} | ${indent}${'^'.repeat(width)}`,
  ].join('\n');
}
