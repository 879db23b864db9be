import { parsePayload } from '@postmap/engine';
import type { RenderContext, Template } from '@postmap/engine';
import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import type { Facts, RenderInput, RenderResult, RenderTemplateInput } from '../contract/index.ts';
import { readExactEvent } from '../events/operations.ts';
import { notFound } from '../http/problem-error.ts';
import { maskText } from '../masking/mask-text.ts';
import type { RenderOutcome } from '../rendering/render-pool.ts';
import { getSample } from '../samples/operations.ts';
import type { ServerDeps } from '../server-deps.ts';
import { getRevision, requireTemplate } from './operations.ts';

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
  const { language, source, format, formatOptions } =
    input.revision === undefined ? record : await getRevision(deps, id, input.revision);
  const from = await readSource(deps, input, principal);
  const context = await previewContext(deps, { ...from, eventType: from.eventType ?? record.eventType });
  return render(deps, { language, source, format, formatOptions }, from.payload, context);
}

/** Renders a template that is nowhere kept. */
export async function renderOnce(
  deps: Pick<RenderDeps, 'renderPool' | 'catalog' | 'now'>,
  { payload, ...template }: RenderInput,
): Promise<RenderResult> {
  const text = JSON.stringify(payload);
  return render(
    deps,
    template,
    text,
    await previewContext(deps, { payload: text, eventType: null, eventId: 'evt_preview' }),
  );
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
  { catalog, now }: Pick<RenderDeps, 'catalog' | 'now'>,
  { payload, eventType, eventId, facts }: Source,
): Promise<RenderContext> {
  const kind = eventType === null ? undefined : catalog.resolve(eventType)?.kind;
  const found =
    facts ?? (kind === undefined ? {} : (await catalog.extractFacts(kind, parsePayload(payload).payload)).facts);
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
