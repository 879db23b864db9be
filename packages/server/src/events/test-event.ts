import type { Envelope, Facts } from '../contract/index.ts';
import type { CustomerRecord } from '../customers/customer-record.ts';
import type { NewDelivery } from '../deliveries/delivery-store.ts';
import type { MakeId } from '../ids/new-id.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';
import type { EventRecord } from './event-store.ts';
import { hashBody } from './hash-body.ts';

export interface TestSend {
  trigger: Pick<TriggerRecord, 'id' | 'name'>;
  customer: Pick<CustomerRecord, 'id' | 'name'>;
  template: { id: string };
  /** 0 for the template's draft. */
  revision: number;
  /** JSON text, stored as it is. */
  payloadText: string;
  envelope?: Envelope;
  eventType: string;
  facts: Facts;
  warnings?: string[];
  newId: MakeId;
  /** UTC milliseconds. */
  now: number;
}

/** No feed brings a test's event. */
const TEST_FEED_ID = 'test';

/** The event and the delivery of a test send: due now, outside deduplication, lists and figures. */
export function buildTestSend(send: TestSend): { event: EventRecord; delivery: NewDelivery } {
  const { trigger, customer, template, revision, eventType, facts, newId, now } = send;
  const body = new TextEncoder().encode(send.payloadText);
  const event: EventRecord = {
    id: newId('evt'),
    kind: 'test',
    feedId: TEST_FEED_ID,
    envelope: send.envelope ?? 'postmap',
    source: 'test',
    sourceEventId: null,
    name: eventType,
    types: [eventType],
    customer: customer.id,
    receivedAt: now,
    facts,
    warnings: send.warnings ?? [],
    body,
    bodyHash: hashBody(body),
  };
  const delivery: NewDelivery = {
    id: newId('dlv'),
    kind: 'test',
    status: 'scheduled',
    reason: null,
    diagnostics: [],
    eventId: event.id,
    eventType,
    orderId: facts.orderId ?? null,
    email: facts.email ?? null,
    triggerId: trigger.id,
    triggerName: trigger.name,
    customerId: customer.id,
    customerName: customer.name,
    templateId: template.id,
    revision,
    createdAt: now,
    nextAttemptAt: now,
  };
  return { event, delivery };
}
