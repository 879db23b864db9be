import { createHash } from 'node:crypto';
import type { RenderContext, Template } from '@postmap/engine';
import { buildContext } from '../events/build-context.ts';
import { appendQuery, checkUrlLength } from '../outbound/target-url.ts';
import type { RenderJob, RenderOutcome, RenderPool } from '../rendering/render-pool.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import { linkDraft } from '../templates/find-partials.ts';
import { readRevision } from '../templates/read-revision.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';
import type { DeliveryRecord, NextState, RenderedDelivery, RenderedTarget } from './delivery-store.ts';
import { readTargetSource, targetFingerprint } from './target-fingerprint.ts';

export interface RenderingDeps {
  ledger: Pick<Ledger, 'events' | 'revisions'>;
  workspace: Pick<Workspace, 'records'>;
  pool: Pick<RenderPool, 'render' | 'renderTarget'>;
  now: () => number;
}

/** How long a delivery waits when no render process can be started, which says nothing about its template. */
const UNAVAILABLE_WAIT_MS = 30_000;

/** What is to be sent. `isNew` says which of it is not yet on record. */
export type RenderingResult =
  | { kind: 'ready'; rendered: RenderedDelivery; isNew: 'all' | 'target' | 'nothing' }
  | { kind: 'settled'; next: NextState };

/**
 * Makes what a delivery sends: rendered on its first try, read from the record on later ones. A trigger whose destination has changed since
 * has its target rendered anew, the body never. A render that ran out of time is made once more at once, because a busy machine can be the
 * cause; then it is failed-to-render, which a person retries. Without any render process the delivery waits.
 */
export async function renderDelivery(
  deps: RenderingDeps,
  delivery: DeliveryRecord,
  trigger: TriggerRecord,
): Promise<RenderingResult> {
  const kept = delivery.rendered;
  if (kept !== null && hashRendered(kept.body, kept.query) !== kept.bodyHash) return settle('exhausted', DAMAGED);
  const fingerprint = targetFingerprint(trigger.destination);
  if (kept?.target.fingerprint === fingerprint) return { kind: 'ready', rendered: kept, isNew: 'nothing' };
  const parts = await readParts(deps, delivery, trigger);
  if (parts.kind === 'settled') return parts;
  const readTarget = ({ target }: RenderOutcome & { kind: 'rendered' }): RenderedTarget => {
    const { method, url } = readTargetSource(trigger.destination);
    return { method, url: target?.url ?? url, headers: target?.headers ?? [], fingerprint };
  };
  if (kept !== null) {
    const outcome = await renderTwice(() => deps.pool.renderTarget(parts.job));
    if (outcome.kind === 'failed') return settleFailure('exhausted', TARGET_FAILED, outcome, deps.now());
    return { kind: 'ready', rendered: { ...kept, target: readTarget(outcome) }, isNew: 'target' };
  }
  const template = await findTemplate(deps, delivery);
  if (template === undefined) return settle('failed-to-render', describeMissingTemplate(delivery));
  const outcome = await renderTwice(() => deps.pool.render({ template, ...parts.job }));
  if (outcome.kind === 'failed') return settleFailure('failed-to-render', TEMPLATE_FAILED, outcome, deps.now());
  const body = new TextEncoder().encode(outcome.body);
  const { contentType, query = null, diagnostics } = outcome;
  const target = readTarget(outcome);
  const tooLong = checkUrlLength(appendQuery(target.url, query));
  // Only another template can mend it: unlike other faults of a target it is one of rendering.
  if (tooLong !== null) return settle('failed-to-render', describeLongUrl(tooLong, query), diagnostics);
  const rendered = { body, contentType, query, bodyHash: hashRendered(body, query), diagnostics, target };
  return { kind: 'ready', rendered, isNew: 'all' };
}

const DAMAGED = 'The stored bytes of this delivery are damaged, so nothing was sent: replay its event to send it anew';
const TARGET_FAILED = 'What says where it goes could not be rendered';
const TEMPLATE_FAILED = 'The template failed on this event';

type Parts =
  | { kind: 'parts'; job: { payload: string; context: RenderContext; target: NonNullable<RenderJob['target']> } }
  | { kind: 'settled'; next: NextState };

async function readParts(
  { ledger, workspace }: RenderingDeps,
  { eventId, eventType }: DeliveryRecord,
  trigger: TriggerRecord,
): Promise<Parts> {
  const customer = await workspace.records.customers.get(trigger.customerId);
  if (customer === undefined) return settle('cancelled', 'The customer was deleted');
  const event = await ledger.events.get(eventId);
  if (event === undefined) return settle('failed-to-render', 'The event is no longer on record');
  const { url, headers } = readTargetSource(trigger.destination);
  // Only well-formed UTF-8 is accepted, and a byte order mark is none of the payload.
  const payload = new TextDecoder().decode(event.body);
  const context = buildContext({ event, eventType, customer, trigger });
  return { kind: 'parts', job: { payload, context, target: { url, headers } } };
}

async function findTemplate(
  { ledger, workspace }: RenderingDeps,
  { kind, templateId, revision }: DeliveryRecord,
): Promise<Template | undefined> {
  if (kind === 'test' && revision === 0) {
    const draft = await workspace.records.templates.get(templateId);
    return draft && (await linkDraft({ records: workspace.records, ledger }, draft)).template;
  }
  const published = await ledger.revisions.get(templateId, revision);
  return published && readRevision(published);
}

async function renderTwice(render: () => Promise<RenderOutcome>): Promise<RenderOutcome> {
  const outcome = await render();
  return outcome.kind === 'failed' && outcome.retryable ? render() : outcome;
}

function describeMissingTemplate({ templateId, revision }: DeliveryRecord): string {
  if (templateId === '') return 'The trigger has no template: choose one, then retry';
  return revision === 0
    ? 'The template was deleted'
    : `Revision ${revision} of the template is not on record: publish it, then retry`;
}

function settleFailure(
  status: NextState['status'],
  what: string,
  { diagnostics, unavailable }: RenderOutcome & { kind: 'failed' },
  now: number,
): RenderingResult & { kind: 'settled' } {
  const first = diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0];
  if (unavailable === true) {
    const reason = `It could not be rendered yet: ${first?.message ?? 'there is no render process'}`;
    return { kind: 'settled', next: { status: 'retrying', reason, nextAttemptAt: now + UNAVAILABLE_WAIT_MS } };
  }
  return settle(status, first === undefined ? what : `${what}: ${first.message} (${first.code})`, diagnostics);
}

function settle(
  status: NextState['status'],
  reason: string,
  diagnostics?: NextState['diagnostics'],
): RenderingResult & { kind: 'settled' } {
  return { kind: 'settled', next: { status, reason, nextAttemptAt: null, diagnostics } };
}

function describeLongUrl(problem: string, query: string | null): string {
  const fix = query === null ? 'shorten what its template inserts' : 'send these fields as format "form" with POST';
  return `${problem} Nothing was sent: ${fix}`;
}

/** A delivery has either a body or a query, so one hash tells both apart. */
function hashRendered(body: Uint8Array, query: string | null): string {
  return createHash('sha256')
    .update(body)
    .update(query ?? '')
    .digest('hex');
}
