import { caseContextSchema } from '../contract/index.ts';
import type { Sample } from '../contract/index.ts';
import { beginRecord } from '../http/change-record.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { TemplateCase } from '../template-files/template-file.ts';
import type { CaseRecord } from '../templates/case-record.ts';

/** A template's case files as its cases; one whose payload is a built-in sample refers to that. */
export function seedCases(
  templateId: string,
  cases: readonly TemplateCase[],
  { builtInSamples, now, newId }: Pick<ServerDeps, 'builtInSamples' | 'now' | 'newId'>,
): CaseRecord[] {
  return cases.map(({ name, payload, context, expected, expectedDiagnostics }) => ({
    ...beginRecord(newId('case'), now()),
    templateId,
    name,
    ...choosePayload(payload, builtInSamples),
    context: caseContextSchema.parse(context),
    expected: expected ?? null,
    expectedDiagnostics,
  }));
}

function choosePayload(
  payload: string,
  samples: readonly Sample[],
): { payload: string; sampleId: null } | { payload: null; sampleId: string } {
  const sample = samples.find(({ body }) => body === payload);
  return sample === undefined ? { payload, sampleId: null } : { payload: null, sampleId: sample.id };
}
