import type { Format } from '@postmap/engine';
import type { RenderOutcome } from '../rendering/render-pool.ts';
import { describeDiagnostics } from '../template-files/describe-diagnostics.ts';
import { describeDifference, firstDifferentLine } from './describe-difference.ts';
import type { DifferenceLine } from './describe-difference.ts';

/** What a case asks for. */
export interface CaseWish {
  /** The body, or for format `query` what goes into the URL, byte for byte. Undefined where rendering must fail. */
  expected: string | undefined;
  /** What rendering must report, a line each, in {@link describeDiagnostics}' form. */
  expectedDiagnostics: string;
}

/** What came of a case. */
export interface CaseActual {
  /** Undefined when rendering failed. */
  output: string | undefined;
  /** In the form of {@link CaseWish.expectedDiagnostics}. */
  diagnostics: string;
}

/** Why a case failed; each has one place, which `PROBLEM_PLACES` names. */
export type CaseProblem =
  | 'render-failed'
  | 'nothing-expected'
  | 'success-not-expected'
  | 'other-than-rendered'
  | 'expected-yet-failed'
  | 'other-than-reported';

/** The part of a case that a problem is about. */
export const PROBLEM_PLACES = {
  'render-failed': 'payload',
  'nothing-expected': 'expected',
  'success-not-expected': 'expected',
  'other-than-rendered': 'expected',
  'expected-yet-failed': 'expected',
  'other-than-reported': 'diagnostics',
} as const satisfies Record<CaseProblem, string>;

export type Verdict =
  { kind: 'passed' } | { kind: 'failed'; problem: CaseProblem; line?: number; difference: DifferenceLine[] };

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

/** Compares what came with what the case asks for, byte for byte. */
export function judgeCase(
  { expected, expectedDiagnostics }: CaseWish,
  { output, diagnostics }: CaseActual,
  format: Format,
): Verdict {
  if (output === undefined && diagnostics === expectedDiagnostics && expected === undefined) return { kind: 'passed' };
  if (output === undefined && expectedDiagnostics === '') return fail('render-failed');
  if (output !== undefined && expected === undefined) {
    const difference = describeDifference('', output, format).filter(({ kind }) => kind === 'rendered');
    return fail(expectedDiagnostics === '' ? 'nothing-expected' : 'success-not-expected', difference);
  }
  if (output !== expected && output !== undefined && expected !== undefined) {
    const line = firstDifferentLine(expected, output);
    return { ...fail('other-than-rendered', describeDifference(expected, output, format)), line };
  }
  if (output === undefined && expected !== undefined) return fail('expected-yet-failed');
  if (diagnostics === expectedDiagnostics) return { kind: 'passed' };
  const difference = describeDifference(expectedDiagnostics, diagnostics, 'text');
  return { ...fail('other-than-reported', difference), line: firstDifferentLine(expectedDiagnostics, diagnostics) };
}

function fail(problem: CaseProblem, difference: DifferenceLine[] = []): Extract<Verdict, { kind: 'failed' }> {
  return { kind: 'failed', problem, difference };
}
