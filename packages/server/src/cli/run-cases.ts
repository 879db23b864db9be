import type { Diagnostic, Template } from '@postmap/engine';
import type { RenderPool } from '../rendering/render-pool.ts';
import { isInconclusive, judgeCase, readActual } from '../template-cases/judge-case.ts';
import type { CaseActual } from '../template-cases/judge-case.ts';
import { renderCase } from '../template-cases/render-case.ts';
import type { FoundTemplate } from '../template-files/find-templates.ts';
import { linkTemplateFile } from '../template-files/link-template-file.ts';
import type { TemplateCase } from '../template-files/template-file.ts';
import type { DiagnosticTexts } from './place-diagnostic.ts';
import { placeVerdict } from './place-verdict.ts';
import type { FileVerdict } from './place-verdict.ts';
import { updateCase } from './update-case.ts';

/** What became of one case. */
export interface CaseReport {
  name: string;
  verdict: FileVerdict | { kind: 'updated'; files: string[] };
  actual: CaseActual;
  expected: string | undefined;
  diagnostics: Diagnostic[];
  /** What the diagnostics point into. */
  texts: DiagnosticTexts;
}

/** What became of one template; `error` says why its files could not be read. */
export interface TemplateReport {
  /** Its path. */
  place: string;
  error: string | undefined;
  cases: CaseReport[];
}

/** Runs every case of the templates in the pool, all at once: it queues what it cannot run yet. */
export async function runCases(
  found: readonly FoundTemplate[],
  { pool, update }: { pool: RenderPool; update: boolean },
): Promise<TemplateReport[]> {
  return await Promise.all(
    found.map(async (one): Promise<TemplateReport> => {
      if (one.kind === 'unreadable') return { place: one.place, error: one.message, cases: [] };
      const { template, sourceFile, cases } = one.file;
      const program = await linkTemplateFile(template, { place: one.place, among: found });
      const reports = cases.map((wanted) => runCase(wanted, { program, sourceFile, pool, update }));
      return { place: one.place, error: undefined, cases: await Promise.all(reports) };
    }),
  );
}

interface CaseSetting {
  program: Template;
  sourceFile: string;
  pool: RenderPool;
  update: boolean;
}

async function runCase(wanted: TemplateCase, setting: CaseSetting): Promise<CaseReport> {
  const { program, sourceFile, pool, update } = setting;
  const { name, payload, payloadFile, expected, context } = wanted;
  const outcome = await renderCase(pool, { template: program, payload, context });
  const actual = readActual(outcome);
  const verdict = placeVerdict(judgeCase(wanted, actual, program.format), wanted);
  const texts = {
    template: { name: sourceFile, text: program.source },
    payload: { name: payloadFile, text: payload },
  };
  const report = { name, actual, expected, diagnostics: outcome.diagnostics, texts };
  if (verdict.kind === 'passed' || !update || isInconclusive(outcome)) return { ...report, verdict };
  return { ...report, verdict: { kind: 'updated', files: await updateCase(wanted, actual) } };
}
