import type { Template } from '@postmap/engine';
import type { CaseInput } from '../contract/index.ts';
import { ProblemError } from '../http/problem-error.ts';
import { getSample } from '../samples/operations.ts';
import type { ServerDeps } from '../server-deps.ts';
import { readActual } from '../template-cases/judge-case.ts';
import { renderCase } from '../template-cases/render-case.ts';
import { linkDraft } from './find-partials.ts';

/** What a template gives on a case's payload now, as what the case shall expect from then on. */
export async function captureCase(
  deps: Pick<ServerDeps, 'workspace' | 'ledger' | 'builtInSamples' | 'renderPool'>,
  draft: Template,
  { payload, sampleId, context }: Pick<CaseInput, 'payload' | 'sampleId' | 'context'>,
): Promise<{ expected: string; expectedDiagnostics: string }> {
  const text = payload ?? (await getSample(deps, sampleId ?? '')).body;
  const { template } = await linkDraft({ records: deps.workspace.records, ledger: deps.ledger }, draft);
  const outcome = await renderCase(deps.renderPool, { template, payload: text, context });
  const { output, diagnostics } = readActual(outcome);
  if (output !== undefined) return { expected: output, expectedDiagnostics: diagnostics };
  const reason = outcome.diagnostics.find(({ severity }) => severity === 'error')?.message ?? 'rendering failed';
  throw new ProblemError(
    'not-possible-now',
    `The draft gives nothing to expect: ${reason}. Mend it first, or send "expected": null for a case in which rendering must fail.`,
  );
}
