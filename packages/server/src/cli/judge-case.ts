import type { Format } from '@postmap/engine';
import type { RenderOutcome } from '../rendering/render-pool.ts';
import { describeDiagnostics } from '../template-files/describe-diagnostics.ts';
import type { TemplateCase } from '../template-files/template-file.ts';
import { describeDifference, firstDifferentLine } from './describe-difference.ts';
import type { DifferenceLine } from './describe-difference.ts';

/** What came of a case, in the form of its files. */
export interface CaseActual {
  /** Undefined when rendering failed. */
  output: string | undefined;
  diagnostics: string;
}

export type Verdict =
  { kind: 'passed' } | { kind: 'failed'; file: string; line?: number; problem: string; difference: DifferenceLine[] };

/** Nothing can be learnt of the template, so nothing is written down: no process could be had, or one was killed. */
export function isInconclusive(outcome: RenderOutcome): boolean {
  return outcome.kind === 'failed' && outcome.retryable;
}

export function readActual(outcome: RenderOutcome): CaseActual {
  return {
    output: outcome.kind === 'rendered' ? (outcome.query ?? outcome.body) : undefined,
    diagnostics: describeDiagnostics(outcome.diagnostics),
  };
}

/** Compares what came with what the case's files say, byte for byte. */
export function judgeCase(wanted: TemplateCase, { output, diagnostics }: CaseActual, format: Format): Verdict {
  const { expected, expectedFile, expectedDiagnostics, diagnosticsFile, payloadFile } = wanted;
  if (output === undefined && diagnostics === expectedDiagnostics && expected === undefined) return { kind: 'passed' };
  if (output === undefined && expectedDiagnostics === '')
    return { kind: 'failed', file: payloadFile, problem: 'rendering failed', difference: [] };
  if (output !== undefined && expected === undefined) {
    const problem =
      expectedDiagnostics === '' ? 'it is missing: --update writes it' : 'it is missing, yet rendering succeeded';
    const difference = describeDifference('', output, format).filter(({ kind }) => kind === 'rendered');
    return { kind: 'failed', file: expectedFile, problem, difference };
  }
  if (output !== expected && output !== undefined && expected !== undefined) {
    const line = firstDifferentLine(expected, output);
    const difference = describeDifference(expected, output, format);
    return { kind: 'failed', file: expectedFile, line, problem: 'other than rendered', difference };
  }
  if (output === undefined && expected !== undefined)
    return { kind: 'failed', file: expectedFile, problem: 'it is there, yet rendering failed', difference: [] };
  if (diagnostics === expectedDiagnostics) return { kind: 'passed' };
  return {
    kind: 'failed',
    file: diagnosticsFile,
    line: firstDifferentLine(expectedDiagnostics, diagnostics),
    problem: 'other than reported',
    difference: describeDifference(expectedDiagnostics, diagnostics, 'text'),
  };
}
