import { parsePayload } from '@postmap/engine';
import type { RenderContext, Template } from '@postmap/engine';
import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import type {
  Facts,
  PartialsInput,
  PartialsResource,
  RenderInput,
  RenderResult,
  RenderTemplateInput,
} from '../contract/index.ts';
import { readExactEvent } from '../events/operations.ts';
import { readPayloadFacts } from '../events/read-payload-facts.ts';
import { notFound } from '../http/problem-error.ts';
import { maskText } from '../masking/mask-text.ts';
import type { RenderOutcome } from '../rendering/render-pool.ts';
import { getSample } from '../samples/operations.ts';
import type { ServerDeps } from '../server-deps.ts';
import { findPartials, linkDraft } from './find-partials.ts';
import { getRevision, requireTemplate } from './operations.ts';
import { readRevision } from './read-revision.ts';

type RenderDeps = Pick<
  ServerDeps,
  'workspace' | 'ledger' | 'catalog' | 'builtInSamples' | 'renderPool' | 'now' | 'newId'
>;

interface Source {
  payload: string;
  eventType: string | null;
  eventId: string;
  facts?: Facts;
}

/** Renders a template's draft, or one of its revisions, and keeps nothing. */
export async function renderTemplate(
  deps: RenderDeps,
  { id, input, principal }: { id: string; input: RenderTemplateInput; principal: Principal },
): Promise<RenderResult> {
  const record = await requireTemplate(deps, id);
  const template =
    input.revision === undefined
      ? (await linkDraft({ records: deps.workspace.records, ledger: deps.ledger }, record)).template
      : readRevision(await getRevision(deps, id, input.revision));
  const from = await readSource(deps, input, principal);
  const context = await previewContext(deps, { ...from, eventType: from.eventType ?? record.eventType });
  return render(deps, template, from.payload, context);
}

/** Renders a template that is nowhere kept; what it calls is. */
export async function renderOnce(
  deps: Pick<RenderDeps, 'workspace' | 'ledger' | 'renderPool' | 'catalog' | 'now'>,
  { payload, ...draft }: RenderInput,
): Promise<RenderResult> {
  const text = JSON.stringify(payload);
  const { template } = await linkDraft({ records: deps.workspace.records, ledger: deps.ledger }, draft);
  return render(
    deps,
    template,
    text,
    await previewContext(deps, { payload: text, eventType: null, eventId: 'evt_preview' }),
  );
}

/** What templates of these names have published, for a draft that is rendered elsewhere. */
export async function readPartials(
  { workspace, ledger }: Pick<RenderDeps, 'workspace' | 'ledger'>,
  { names, format }: PartialsInput,
): Promise<PartialsResource> {
  const { partials } = await findPartials({ records: workspace.records, ledger }, names, format);
  return { partials };
}

async function readSource(deps: RenderDeps, input: RenderTemplateInput, principal: Principal): Promise<Source> {
  if (input.sampleId !== undefined) {
    const sample = await getSample(deps, input.sampleId);
    return { payload: sample.body, eventType: sample.eventType, eventId: 'evt_preview' };
  }
  if (input.eventId === undefined)
    return { payload: JSON.stringify(input.payload), eventType: null, eventId: 'evt_preview' };
  // Exact values are for the admin, who is recorded; everybody else renders what every view shows.
  if (principal.role === 'admin') {
    const { body, record } = await readExactEvent(deps, input.eventId, principal);
    return describeEvent(record, new TextDecoder().decode(body));
  }
  const record = await deps.ledger.events.get(input.eventId);
  if (record === undefined) throw notFound('event', input.eventId);
  return describeEvent(record, maskText(new TextDecoder().decode(record.body)));
}

function describeEvent({ id, types, facts }: { id: string; types: string[]; facts: Facts }, payload: string): Source {
  return { payload, eventType: types[0] ?? null, eventId: id, facts };
}

/** A context with an event as it would be, and nobody in particular as customer and trigger. */
async function previewContext(
  { catalog, renderPool, now }: Pick<RenderDeps, 'catalog' | 'renderPool' | 'now'>,
  { payload, eventType, eventId, facts }: Source,
): Promise<RenderContext> {
  const kind = eventType === null ? undefined : catalog.resolve(eventType)?.kind;
  const read = async (known: string): Promise<Facts> =>
    (
      await readPayloadFacts(
        { catalog, pool: renderPool },
        { kind: known, payload: parsePayload(payload).payload, text: payload },
      )
    ).facts;
  const found = facts ?? (kind === undefined ? {} : await read(kind));
  const time = found.occurredAt ?? new Date(now()).toISOString();
  return {
    event: { type: eventType ?? 'preview', id: eventId, time, facts: found },
    customer: { id: 'cus_preview', externalId: null, name: 'Preview customer', variables: {} },
    trigger: { id: 'trg_preview', name: 'Preview' },
  };
}

async function render(
  { renderPool }: Pick<RenderDeps, 'renderPool'>,
  template: Template,
  payload: string,
  context: RenderContext,
): Promise<RenderResult> {
  return presentOutcome(await renderPool.render({ template, payload, context }, { withValue: true }));
}

function presentOutcome(outcome: RenderOutcome): RenderResult {
  const { diagnostics, durationMs } = outcome;
  if (outcome.kind === 'failed') return { body: null, contentType: null, query: null, diagnostics, durationMs };
  // A value that JSON cannot hold has a body all the same; then only the body is shown.
  const value = z.json().safeParse(outcome.value);
  const shown = value.success ? { value: value.data } : {};
  const { body, contentType, query = null } = outcome;
  return { body, contentType, query, ...shown, diagnostics, durationMs };
}
