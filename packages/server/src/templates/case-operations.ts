import { parsePayload, PayloadError } from '@postmap/engine';
import { caseFieldsSchema } from '../contract/index.ts';
import type { CaseInput, Page, PageQuery, TemplateCaseResource } from '../contract/index.ts';
import { beginRecord, checkVersion, countChange, mergeInput } from '../http/change-record.ts';
import { pageOf } from '../http/page-of.ts';
import { parseInput } from '../http/parse-input.ts';
import { invalidField, notFound, ProblemError } from '../http/problem-error.ts';
import { getSample } from '../samples/operations.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { WorkspaceReader } from '../storage/workspace/workspace.ts';
import type { CaseRecord } from './case-record.ts';
import { captureCase } from './capture-case.ts';
import { requireTemplate } from './operations.ts';

type CaseDeps = Pick<
  ServerDeps,
  'workspace' | 'ledger' | 'builtInSamples' | 'renderPool' | 'caseVerdicts' | 'now' | 'newId'
>;
interface CasePlace {
  templateId: string;
  caseId: string;
}

/** Publishing runs all of them: more would make it slow, and the workspace file large. */
const MOST_CASES = 100;

export async function listCases(
  deps: CaseDeps,
  templateId: string,
  query: PageQuery,
): Promise<Page<TemplateCaseResource>> {
  await requireTemplate(deps, templateId);
  return pageOf(await findCases(deps.workspace.records, templateId), query);
}

export async function getCase(
  { workspace }: Pick<CaseDeps, 'workspace'>,
  place: CasePlace,
): Promise<TemplateCaseResource> {
  return requireCase(workspace.records, place);
}

/** Without `expected` the case expects what the draft gives now; a draft that gives nothing is refused. */
export async function createCase(
  deps: CaseDeps,
  { templateId, input }: { templateId: string; input: CaseInput },
): Promise<TemplateCaseResource> {
  const template = await requireTemplate(deps, templateId);
  await checkSource(deps, input);
  const { expected } = input;
  const fields =
    expected === undefined
      ? parseInput(caseFieldsSchema, { ...input, ...(await captureCase(deps, template, input)) })
      : { ...input, expected };
  const record: CaseRecord = { ...beginRecord(deps.newId('case'), deps.now()), templateId, ...fields };
  await deps.workspace.write(async (writer) => {
    if ((await writer.templates.get(templateId)) === undefined) throw notFound('template', templateId);
    const others = await findCases(writer, templateId);
    if (others.length >= MOST_CASES)
      throw new ProblemError('not-possible-now', `A template has at most ${MOST_CASES} cases: delete one first.`);
    checkName(record, others);
    await writer.cases.put(record);
  });
  return record;
}

export async function changeCase(
  deps: CaseDeps,
  { patch, version, ...place }: CasePlace & { patch: unknown; version: number | undefined },
): Promise<TemplateCaseResource> {
  return deps.workspace.write(async (writer) => {
    const kept = await requireCase(writer, place);
    checkVersion(kept, version);
    const changed = { ...kept, ...mergeInput(caseFieldsSchema, kept, patch), ...countChange(kept, deps.now()) };
    await checkSource(deps, changed);
    checkName(changed, await findCases(writer, place.templateId));
    await writer.cases.put(changed);
    return changed;
  });
}

export async function deleteCase({ workspace }: Pick<CaseDeps, 'workspace'>, place: CasePlace): Promise<void> {
  await workspace.write(async (writer) => {
    await requireCase(writer, place);
    await writer.cases.delete(place.caseId);
  });
}

/** A template's cases, in order of creation. */
export async function findCases({ cases }: Pick<WorkspaceReader, 'cases'>, templateId: string): Promise<CaseRecord[]> {
  return (await cases.list()).filter((one) => one.templateId === templateId);
}

async function requireCase(
  { cases }: Pick<WorkspaceReader, 'cases'>,
  { templateId, caseId }: CasePlace,
): Promise<CaseRecord> {
  const record = await cases.get(caseId);
  if (record?.templateId !== templateId) throw notFound('case', caseId);
  return record;
}

async function checkSource(
  deps: Pick<CaseDeps, 'ledger' | 'builtInSamples'>,
  { payload, sampleId }: Pick<CaseInput, 'payload' | 'sampleId'>,
): Promise<void> {
  if ((payload === null) === (sampleId === null))
    throw invalidField('payload', 'Give exactly one of payload and sampleId; the other is null');
  if (sampleId !== null) await getSample(deps, sampleId);
  if (payload === null) return;
  try {
    parsePayload(payload);
  } catch (error) {
    if (error instanceof PayloadError)
      throw invalidField('payload', `This is not JSON that can be read: ${error.message}`);
    throw error;
  }
}

/** As folders have them: a name stands for one case. */
function checkName({ id, name }: CaseRecord, others: readonly CaseRecord[]): void {
  if (others.some((other) => other.id !== id && other.name === name))
    throw new ProblemError('name-taken', `The template has a case ${JSON.stringify(name)} already: use another name.`, [
      { path: 'name', message: 'Another case has this name' },
    ]);
}
