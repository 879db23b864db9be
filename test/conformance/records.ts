import { createHash } from 'node:crypto';
import type { Page, PageQuery } from '../../packages/server/src/contract/index.ts';
import type {
  AttemptFinish,
  AttemptStart,
  NewDelivery,
  NextState,
} from '../../packages/server/src/deliveries/delivery-store.ts';
import type { EventRecord } from '../../packages/server/src/events/event-store.ts';

/** Noon, so that minutes and hours around it are easy to read. */
export const NOON = Date.UTC(2026, 0, 15, 12);

let lastId = 0;

/** Ids that sort in the order they were made. */
export function nextId(prefix: string): string {
  lastId += 1;
  return `${prefix}_${String(lastId).padStart(26, '0')}`;
}

export function newEvent(overrides: Partial<EventRecord> = {}): EventRecord {
  const body = overrides.body ?? Buffer.from('{"order":{"id":"1001"}, "café":"\\u00e9"}');
  return {
    id: nextId('evt'),
    kind: 'live',
    feedId: 'feed_1',
    envelope: 'postmap',
    source: 'shop',
    sourceEventId: null,
    name: 'order.updated',
    types: ['order.updated'],
    customer: null,
    receivedAt: NOON,
    facts: { orderId: '1001', email: 'ann@example.com' },
    warnings: [],
    bodyHash: createHash('sha256').update(body).digest('hex'),
    ...overrides,
    body: new Uint8Array(body),
  };
}

export function newDelivery(event: EventRecord, overrides: Partial<NewDelivery> = {}): NewDelivery {
  return {
    id: nextId('dlv'),
    kind: event.kind,
    status: 'scheduled',
    reason: null,
    diagnostics: [],
    eventId: event.id,
    eventType: 'order.updated',
    orderId: event.facts.orderId ?? null,
    email: event.facts.email ?? null,
    triggerId: 'trg_1',
    triggerName: 'Acme orders',
    customerId: 'cus_1',
    customerName: 'Acme',
    templateId: 'tpl_1',
    revision: 1,
    createdAt: event.receivedAt,
    nextAttemptAt: event.receivedAt,
    ...overrides,
  };
}

export const target = {
  method: 'POST',
  url: 'https://acme.example/hook',
  headers: [['content-type', 'application/json']] satisfies [string, string][],
  fingerprint: 'one',
};

export function newStart(overrides: Partial<AttemptStart> = {}): AttemptStart {
  const body = new Uint8Array([123, 0, 255, 125]);
  return {
    startedAt: NOON,
    method: 'POST',
    url: 'https://acme.example/hook',
    requestHeaders: [['content-type', 'application/json']],
    rendered: {
      body,
      contentType: 'application/json',
      query: 'a=%C3%A9&b=',
      bodyHash: createHash('sha256').update(body).digest('hex'),
      diagnostics: [],
      target,
    },
    ...overrides,
  };
}

export function newFinish(outcome: AttemptFinish['outcome'], finishedAt = NOON + 20): AttemptFinish {
  const succeeded = outcome === 'succeeded';
  return {
    finishedAt,
    durationMs: 12.5,
    outcome,
    code: succeeded ? '200' : 'connection-refused',
    response: succeeded ? { status: 200, headers: [['server', 'x']], body: 'ok', truncated: false } : null,
    failure: succeeded ? null : { code: 'connection-refused', message: 'Nobody listens there.' },
    summary: succeeded ? 'Answered 200.' : 'Refused.',
  };
}

export const toSucceeded: NextState = { status: 'succeeded', reason: null, nextAttemptAt: null };
export const toExhausted: NextState = { status: 'exhausted', reason: 'All tries failed.', nextAttemptAt: null };
export function toRetrying(nextAttemptAt: number): NextState {
  return { status: 'retrying', reason: null, nextAttemptAt };
}

/** Follows the cursors to the end. */
export async function listAll<T>(list: (query: PageQuery) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit, cursor });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
