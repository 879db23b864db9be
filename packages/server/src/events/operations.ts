import type { Principal } from '../access/principal.ts';
import type { EventDetail, EventListItem, EventOutcome, EventQuery, EventResource, Page } from '../contract/index.ts';
import { notFound } from '../http/problem-error.ts';
import { maskText } from '../masking/mask-text.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { EventFilter, EventRecord, EventSummary } from './event-store.ts';

type EventDeps = Pick<ServerDeps, 'ledger' | 'now'>;

/** Live events, with what came of each. */
export async function listEvents(
  { ledger, workspace }: Pick<ServerDeps, 'ledger' | 'workspace'>,
  { customerId, isTest, from, to, ...rest }: EventQuery,
): Promise<Page<EventListItem>> {
  const page = await ledger.events.list({
    ...rest,
    customer: customerId === undefined ? undefined : await nameCustomer(workspace, customerId),
    isTest: isTest === undefined ? undefined : isTest === 'true',
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
  });
  const outcomes = await ledger.events.listOutcomes(page.items.map(({ id }) => id));
  return {
    ...page,
    items: page.items.map((event) => ({ ...presentEvent(event), outcome: outcomes.get(event.id) ?? NOTHING })),
  };
}

const NOTHING: EventOutcome = { statuses: {}, customerNames: [], customerCount: 0 };

/** By what events are addressed to a customer; one that is deleted is known by its id. */
async function nameCustomer(
  { records }: ServerDeps['workspace'],
  id: string,
): Promise<NonNullable<EventFilter['customer']>> {
  const externalId = (await records.customers.get(id))?.externalId ?? null;
  return { id, names: externalId === null ? [id] : [id, externalId] };
}

/** An event with its payload masked. */
export async function getEvent(deps: EventDeps, id: string): Promise<EventDetail> {
  const { body, ...record } = await requireEvent(deps, id);
  const { bodyHash, kind } = record;
  const payload = maskText(new TextDecoder().decode(body));
  return { ...presentEvent({ ...record, size: body.byteLength }), payload, bodyHash, kind };
}

/** An event's exact bytes; that they were seen is on record before they are given. */
export async function readExactEvent(
  deps: EventDeps,
  id: string,
  { name }: Principal,
): Promise<{ body: Uint8Array; record: EventRecord }> {
  const record = await requireEvent(deps, id);
  await deps.ledger.audit.add({ at: deps.now(), actor: name, action: 'see-exact-payload', subject: id });
  return { body: record.body, record };
}

async function requireEvent({ ledger }: Pick<EventDeps, 'ledger'>, id: string): Promise<EventRecord> {
  const record = await ledger.events.get(id);
  if (record === undefined) throw notFound('event', id);
  return record;
}

function presentEvent(event: EventSummary): EventResource {
  const { id, feedId, envelope, source, sourceEventId, name, types, customer, facts, warnings, size } = event;
  const receivedAt = new Date(event.receivedAt).toISOString();
  return { id, feedId, envelope, source, sourceEventId, name, types, customer, receivedAt, facts, warnings, size };
}
