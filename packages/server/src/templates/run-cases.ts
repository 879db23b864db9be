import type { Format, Template } from '@postmap/engine';
import type { CaseResult, CaseRun, RunCasesInput } from '../contract/index.ts';
import { invalidField, ProblemError } from '../http/problem-error.ts';
import { getSample } from '../samples/operations.ts';
import type { ServerDeps } from '../server-deps.ts';
import { isInconclusive, judgeCase, readActual } from '../template-cases/judge-case.ts';
import type { CaseProblem, Verdict } from '../template-cases/judge-case.ts';
import { renderCase } from '../template-cases/render-case.ts';
import { findCases } from './case-operations.ts';
import type { CaseRecord } from './case-record.ts';
import { nameDraft } from './case-verdicts.ts';
import { linkDraft } from './find-partials.ts';
import { getRevision, requireTemplate } from './operations.ts';
import { readRevision } from './read-revision.ts';

type RunDeps = Pick<
  ServerDeps,
  'workspace' | 'ledger' | 'builtInSamples' | 'renderPool' | 'caseVerdicts' | 'now' | 'newId'
>;

/** Cases that are in the pool at once: live deliveries wait in the same one. */
const AT_ONCE = 4;

const WORDS: Record<CaseProblem, string> = {
  'render-failed': 'Rendering failed.',
  'nothing-expected': 'A body came, and the case expects none.',
  'success-not-expected': 'Rendering succeeded, and the case says that it must fail.',
  'other-than-rendered': 'The body is not what the case expects.',
  'expected-yet-failed': 'Rendering failed, and the case expects a body.',
  'other-than-reported': 'The warnings and errors are not what the case expects.',
};

/** Runs a template's cases on its draft, on a revision, or on a draft that is nowhere kept; in their order. */
export async function runTemplateCases(
  deps: RunDeps,
  { id, input }: { id: string; input: RunCasesInput },
): Promise<CaseRun> {
  const record = await requireTemplate(deps, id);
  const cases = chooseCases(await findCases(deps.workspace.records, id), input.caseIds);
  const isSavedDraft = input.revision === undefined && input.draft === undefined;
  const draftName = nameDraft(record, await deps.workspace.records.templates.list());
  const template =
    input.revision === undefined
      ? (await linkDraft({ records: deps.workspace.records, ledger: deps.ledger }, input.draft ?? record)).template
      : readRevision(await getRevision(deps, id, input.revision));
  const results: CaseResult[] = [];
  for (let at = 0; at < cases.length; at += AT_ONCE)
    results.push(...(await Promise.all(cases.slice(at, at + AT_ONCE).map((one) => runCase(deps, template, one)))));
  if (isSavedDraft) {
    for (const [index, one] of cases.entries()) {
      const result = results[index];
      if (result?.conclusive) deps.caseVerdicts.keep(one, draftName, result.status === 'passed');
    }
  }
  const passed = results.filter(({ status }) => status === 'passed').length;
  return { passed, failed: results.length - passed, results };
}

function chooseCases(cases: CaseRecord[], ids: readonly string[] | undefined): CaseRecord[] {
  if (ids === undefined) return cases;
  const unknown = ids.find((id) => !cases.some((one) => one.id === id));
  if (unknown !== undefined)
    throw invalidField('caseIds', `The template has no case ${JSON.stringify(unknown)}: see GET …/cases`);
  return cases.filter(({ id }) => ids.includes(id));
}

async function runCase(deps: RunDeps, template: Template, wanted: CaseRecord): Promise<CaseResult> {
  const payload = await readCasePayload(deps, wanted);
  if (payload === undefined) return describeLostSample(wanted);
  const outcome = await renderCase(deps.renderPool, { template, payload, context: wanted.context });
  const actual = readActual(outcome);
  const verdict = judgeCase({ ...wanted, expected: wanted.expected ?? undefined }, actual, template.format);
  return {
    caseId: wanted.id,
    name: wanted.name,
    ...describeVerdict(verdict, { format: template.format, reason: outcome.diagnostics[0]?.message }),
    rendered: actual.output ?? null,
    reported: actual.diagnostics,
    diagnostics: outcome.diagnostics,
    conclusive: !isInconclusive(outcome),
    durationMs: outcome.durationMs,
  };
}

function describeVerdict(
  verdict: Verdict,
  { format, reason }: { format: Format; reason: string | undefined },
): Pick<CaseResult, 'status' | 'problem' | 'line' | 'difference'> {
  if (verdict.kind === 'passed') return { status: 'passed', problem: null, line: null, difference: [] };
  const { problem, line = null, difference } = verdict;
  const failed = problem === 'render-failed' || problem === 'expected-yet-failed';
  const query = problem === 'other-than-rendered' && format === 'query';
  const words = query ? 'What goes into the URL is not what the case expects.' : WORDS[problem];
  return { status: 'failed', problem: failed && reason ? `${words} ${reason}` : words, line, difference };
}

/** Undefined when the case's sample is gone. */
async function readCasePayload(deps: RunDeps, { payload, sampleId }: CaseRecord): Promise<string | undefined> {
  if (payload !== null || sampleId === null) return payload ?? undefined;
  try {
    return (await getSample(deps, sampleId)).body;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not-found') return undefined;
    throw error;
  }
}

function describeLostSample({ id, name }: CaseRecord): CaseResult {
  return {
    caseId: id,
    name,
    status: 'failed',
    problem: 'The sample that the case runs on was deleted: give the case another payload.',
    line: null,
    difference: [],
    rendered: null,
    reported: '',
    diagnostics: [],
    conclusive: false,
    durationMs: 0,
  };
}
