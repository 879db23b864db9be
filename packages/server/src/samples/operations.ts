import { parsePayload, PayloadError } from '@postmap/engine';
import { sampleInputSchema } from '../contract/index.ts';
import type { Page, PageQuery, Sample, SampleInput } from '../contract/index.ts';
import { listNames, mergeInput } from '../http/change-record.ts';
import { invalidField, notFound, ProblemError } from '../http/problem-error.ts';
import type { ServerDeps } from '../server-deps.ts';

type SampleDeps = Pick<
  ServerDeps,
  'workspace' | 'ledger' | 'builtInSamples' | 'catalog' | 'caseVerdicts' | 'now' | 'newId'
>;
type SampleQuery = PageQuery & { eventType?: string | undefined };

/** Cursors of the built-in part begin with this; the rest are the store's own. */
const BUILT_IN = 'built-in:';

/** Built-in samples first, then those that people saved. */
export async function listSamples(
  { ledger, builtInSamples }: Pick<SampleDeps, 'ledger' | 'builtInSamples'>,
  query: SampleQuery,
): Promise<Page<Sample>> {
  const { limit, cursor, eventType } = query;
  if (cursor !== undefined && !cursor.startsWith(BUILT_IN)) return ledger.samples.list(query);
  const offset = cursor === undefined ? 0 : Number(cursor.slice(BUILT_IN.length));
  const builtIn = builtInSamples.filter((sample) => eventType === undefined || sample.eventType === eventType);
  if (!Number.isInteger(offset) || offset < 0 || offset > builtIn.length) {
    throw new ProblemError('invalid-cursor', 'The cursor does not belong to this list: start again without it.');
  }
  const items = builtIn.slice(offset, offset + limit);
  if (items.length === limit) return { items, nextCursor: `${BUILT_IN}${offset + limit}` };
  const saved = await ledger.samples.list({ limit: limit - items.length, eventType });
  return { items: [...items, ...saved.items], nextCursor: saved.nextCursor };
}

export async function getSample(
  { ledger, builtInSamples }: Pick<SampleDeps, 'ledger' | 'builtInSamples'>,
  id: string,
): Promise<Sample> {
  const sample = builtInSamples.find((candidate) => candidate.id === id) ?? (await ledger.samples.get(id));
  if (sample === undefined) throw notFound('sample', id);
  return sample;
}

export async function createSample(deps: SampleDeps, input: SampleInput): Promise<Sample> {
  const createdAt = new Date(deps.now()).toISOString();
  const sample: Sample = { id: deps.newId('smp'), ...checkSample(deps, input), builtIn: false, createdAt };
  await deps.ledger.samples.put(sample);
  return sample;
}

export async function changeSample(deps: SampleDeps, id: string, patch: unknown): Promise<Sample> {
  const kept = await requireSaved(deps, id);
  const sample: Sample = { ...kept, ...checkSample(deps, mergeInput(sampleInputSchema, kept, patch)) };
  await deps.ledger.samples.put(sample);
  deps.caseVerdicts.forgetSample(id);
  return sample;
}

/** Deletes a sample that no template's case runs on. */
export async function deleteSample(deps: SampleDeps, id: string): Promise<void> {
  await requireSaved(deps, id);
  const { cases, templates } = deps.workspace.records;
  const users = new Set((await cases.list()).filter(({ sampleId }) => sampleId === id).map((one) => one.templateId));
  if (users.size > 0) {
    const names = (await templates.list()).flatMap((template) => (users.has(template.id) ? [template.name] : []));
    throw new ProblemError(
      'has-dependants',
      `Cases of templates (${listNames(names)}) run on this sample: give them another payload, or delete them first.`,
    );
  }
  await deps.ledger.samples.delete(id);
}

async function requireSaved(deps: SampleDeps, id: string): Promise<Sample> {
  const sample = await getSample(deps, id);
  if (sample.builtIn)
    throw new ProblemError(
      'not-possible-now',
      'This sample comes with Postmap and cannot be changed: save a copy under another name.',
    );
  return sample;
}

/** The input with its event type under the catalog's own name. */
function checkSample({ catalog }: Pick<SampleDeps, 'catalog'>, input: SampleInput): SampleInput {
  const type = catalog.resolve(input.eventType);
  if (type === undefined) {
    const near = catalog.suggest(input.eventType);
    const hint = near === undefined ? 'see GET /api/v1/catalog' : `did you mean ${JSON.stringify(near)}?`;
    throw invalidField('eventType', `The catalog has no event type ${JSON.stringify(input.eventType)}: ${hint}`);
  }
  try {
    parsePayload(input.body);
  } catch (error) {
    if (error instanceof PayloadError)
      throw invalidField('body', `This is not JSON that can be read: ${error.message}.`);
    throw error;
  }
  return { ...input, eventType: type.name };
}
