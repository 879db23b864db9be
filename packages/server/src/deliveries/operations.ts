import type { Principal } from '../access/principal.ts';
import type { Alert, AlertQuery, Delivery, DeliveryDetail, DeliveryQuery, Page } from '../contract/index.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import { maskFormText } from '../masking/mask-form-text.ts';
import { maskText } from '../masking/mask-text.ts';
import type { ServerDeps } from '../server-deps.ts';
import { canCancel, canRetry } from './delivery-status.ts';
import type { DeliveryRecord, DeliverySummary } from './delivery-store.ts';
import { explainDelivery } from './explain-delivery.ts';
import { pinAnew } from './pin-anew.ts';
import { upcomingDelays } from './retry-schedule.ts';

type DeliveryDeps = Pick<ServerDeps, 'workspace' | 'ledger' | 'runner' | 'now'>;

export async function listDeliveries(
  { ledger }: Pick<DeliveryDeps, 'ledger'>,
  query: DeliveryQuery,
): Promise<Page<Delivery>> {
  const { from, to, ...rest } = query;
  const bounds = {
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
  };
  const page = await ledger.deliveries.list({ ...rest, ...bounds });
  return { ...page, items: page.items.map(presentDelivery) };
}

/** More levels than there are. */
const MOST_ALERTS = 20;

export async function listAlerts({ ledger }: Pick<DeliveryDeps, 'ledger'>, query: AlertQuery): Promise<Page<Alert>> {
  return ledger.alerts.list({ ...query, open: query.open === 'true' });
}

/** A delivery with its attempts, what was rendered and why it stands where it stands; everything masked. */
export async function getDelivery(deps: DeliveryDeps, id: string): Promise<DeliveryDetail> {
  const { workspace, ledger, now } = deps;
  const record = await requireDelivery(deps, id);
  const attempts = await ledger.deliveries.listAttempts(id);
  const event = await ledger.events.get(record.eventId);
  const trigger = await workspace.records.triggers.get(record.triggerId);
  const state = await ledger.triggerStates.get(record.triggerId);
  const alerts = await ledger.alerts.list({ deliveryId: id, limit: MOST_ALERTS });
  const pausedBecause = state?.pausedBecause ?? (trigger?.status === 'paused' && record.kind === 'live' ? '' : null);
  const waits = record.nextAttemptAt !== null && record.kind === 'live' && trigger !== undefined;
  return {
    ...presentDelivery(record),
    attempts,
    rendered: presentRendered(record),
    payload: event === undefined ? '' : maskText(decode(event.body)),
    diagnostics: [...record.diagnostics, ...(record.rendered?.diagnostics ?? [])],
    upcoming: waits ? upcomingDelays(trigger.retry, record.attemptCount + 1) : [],
    alerts: alerts.items.map(({ level, at, message }) => ({ level, at, message })).toReversed(),
    why: explainDelivery({ delivery: record, attempts, pausedBecause, now: now() }),
    canRetry: canRetry(record),
    canCancel: canCancel(record),
  };
}

/** The bytes that are sent, for format `query` those that go into the URL; that they were seen is on record before they are given. */
export async function readExactBody(
  deps: DeliveryDeps,
  id: string,
  { name }: Principal,
): Promise<{ body: Uint8Array; contentType: string }> {
  const { rendered } = await requireDelivery(deps, id);
  if (rendered === null)
    throw new ProblemError('not-possible-now', 'This delivery has not been rendered: there are no bytes yet.');
  await deps.ledger.audit.add({ at: deps.now(), actor: name, action: 'see-exact-body', subject: id });
  const { body, contentType, query } = rendered;
  return query === null
    ? { body, contentType }
    : { body: new TextEncoder().encode(query), contentType: 'text/plain; charset=utf-8' };
}

/** Makes a delivery due now. One that failed to render is rendered again with what is published now. */
export async function retryDelivery(
  deps: DeliveryDeps & Pick<ServerDeps, 'renderPool'>,
  id: string,
): Promise<Delivery> {
  const record = await requireDelivery(deps, id);
  if (!canRetry(record)) throw refuse(record, 'retried');
  const pin = record.status === 'failed-to-render' ? await pinAnew(deps, record) : undefined;
  if ((await deps.ledger.deliveries.retry(id, deps.now(), pin)) !== 'ok') throw refuse(record, 'retried');
  deps.runner.wake();
  return presentDelivery(await requireDelivery(deps, id));
}

export async function cancelDelivery(deps: DeliveryDeps, id: string, { name }: Principal): Promise<Delivery> {
  const record = await requireDelivery(deps, id);
  if (!canCancel(record)) throw refuse(record, 'cancelled');
  const result = await deps.ledger.deliveries.cancel(id, `Cancelled by ${name}`, deps.now());
  if (result !== 'ok') throw refuse(record, 'cancelled');
  return presentDelivery(await requireDelivery(deps, id));
}

async function requireDelivery({ ledger }: Pick<DeliveryDeps, 'ledger'>, id: string): Promise<DeliveryRecord> {
  const record = await ledger.deliveries.get(id);
  if (record === undefined) throw notFound('delivery', id);
  return record;
}

function refuse({ status, kind }: DeliveryRecord, verb: string): ProblemError {
  if (kind === 'test' && verb === 'retried')
    return new ProblemError('not-possible-now', 'A test is sent once: send another test instead.');
  return new ProblemError('not-possible-now', `A delivery that is "${status}" cannot be ${verb}.`);
}

/** Only what the wire has: a record brings more along. */
function presentDelivery(record: DeliverySummary): Delivery {
  return {
    id: record.id,
    kind: record.kind,
    status: record.status,
    reason: record.reason,
    eventId: record.eventId,
    eventType: record.eventType,
    orderId: record.orderId,
    triggerId: record.triggerId,
    triggerName: record.triggerName,
    customerId: record.customerId,
    customerName: record.customerName,
    templateId: record.templateId,
    revision: record.revision,
    attemptCount: record.attemptCount,
    lastCode: record.lastCode,
    createdAt: new Date(record.createdAt).toISOString(),
    nextAttemptAt: writeTime(record.nextAttemptAt),
    finishedAt: writeTime(record.finishedAt),
  };
}

function presentRendered({ rendered }: DeliveryRecord): DeliveryDetail['rendered'] {
  if (rendered === null) return null;
  const { contentType, body, query } = rendered;
  return {
    contentType,
    body: maskText(decode(body)),
    query: query === null ? null : maskFormText(query),
    size: body.byteLength,
  };
}

function writeTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
