import type { Principal } from '../access/principal.ts';
import type { EventDetail, EventResource, Page, PageQuery } from '../contract/index.ts';
import { notFound } from '../http/problem-error.ts';
import { maskText } from '../masking/mask-text.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { EventRecord, EventSummary } from './event-store.ts';

type EventDeps = Pick<ServerDeps, 'ledger' | 'now'>;

export async function listEvents(
  { ledger }: EventDeps,
  query: PageQuery & { type?: string | undefined; orderId?: string | undefined },
): Promise<Page<EventResource>> {
  const page = await ledger.events.list(query);
  return { ...page, items: page.items.map(presentEvent) };
}

/** An event with its payload masked. */
export async function getEvent(deps: EventDeps, id: string): Promise<EventDetail> {
  const { body, ...record } = await requireEvent(deps, id);
  return { ...presentEvent({ ...record, size: body.byteLength }), payload: maskText(new TextDecoder().decode(body)) };
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
  const { id, feedId, envelope, sourceEventId, name, types, facts, warnings, size } = event;
  const receivedAt = new Date(event.receivedAt).toISOString();
  return { id, feedId, envelope, sourceEventId, name, types, receivedAt, facts, warnings, size };
}
