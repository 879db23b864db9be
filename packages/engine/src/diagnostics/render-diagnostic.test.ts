import { expect, test } from 'vitest';
import { diagnosticCodes } from './diagnostic-codes.ts';
import { diagnose } from './diagnostic.ts';
import { renderDiagnostic } from './render-diagnostic.ts';

test('a span over several lines is underlined to the end of its first', () => {
  const source = 'one\r\ntwo three\r\nfour';
  const rendered = renderDiagnostic(diagnose('syntax', 'wrong', { start: 9, end: 20 }), source, { name: 'a.jsonata' });
  expect(rendered).toBe('error[syntax]: wrong\n --> a.jsonata:2:5\n2 | two three\n  |     ^^^^^');
});

test('a span past the end still has one caret', () => {
  expect(renderDiagnostic(diagnose('syntax', 'wrong', { start: 3, end: 4 }), 'abc')).toMatch(
    /template:1:4\n1 \| abc\n {2}\| {4}\^$/,
  );
});

test('every code says what it means', () => {
  for (const { severity, meaning } of Object.values(diagnosticCodes)) {
    expect(['error', 'warning', 'info']).toContain(severity);
    expect(meaning).toMatch(/^[A-Z$].+\.$/);
  }
});
