import { PROBLEM_PLACES } from '../template-cases/judge-case.ts';
import type { CaseProblem, Verdict } from '../template-cases/judge-case.ts';
import type { DifferenceLine } from '../template-cases/describe-difference.ts';
import type { TemplateCase } from '../template-files/template-file.ts';

/** A verdict on a case that lies in files: what is wrong with which of them. */
export type FileVerdict =
  { kind: 'passed' } | { kind: 'failed'; file: string; line?: number; problem: string; difference: DifferenceLine[] };

const WORDS: Record<CaseProblem, string> = {
  'render-failed': 'rendering failed',
  'nothing-expected': 'it is missing: --update writes it',
  'success-not-expected': 'it is missing, yet rendering succeeded',
  'other-than-rendered': 'other than rendered',
  'expected-yet-failed': 'it is there, yet rendering failed',
  'other-than-reported': 'other than reported',
};

export function placeVerdict(verdict: Verdict, wanted: TemplateCase): FileVerdict {
  if (verdict.kind === 'passed') return verdict;
  const { problem, ...rest } = verdict;
  const files = { payload: wanted.payloadFile, expected: wanted.expectedFile, diagnostics: wanted.diagnosticsFile };
  return { ...rest, file: files[PROBLEM_PLACES[problem]], problem: WORDS[problem] };
}
